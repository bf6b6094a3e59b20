package io.patchbay.rest.internal;

import org.junit.jupiter.api.AfterEach;

/** The API with jobs that do as they are told. Confined to one test. */
abstract class JobsCase {
    static final String JOBS = "/recovery/v1/jobs";
    static final String TASK = "{\"id\":\"net\",\"type\":\"create.network\"}";

    final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    static String job(String more, String tasks) {
        return "{\"name\":\"site a\",\"type\":\"migration\",\"cluster\":\"site-b\"" + more + ",\"tasks\":[" + tasks
                + "]}";
    }
}
