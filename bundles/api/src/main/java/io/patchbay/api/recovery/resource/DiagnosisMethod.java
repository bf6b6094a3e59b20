package io.patchbay.api.recovery.resource;

/** How to find out whether an instance serves. */
public enum DiagnosisMethod {
    /** A script ends with status 0. */
    SHELL_SCRIPT,
    /** A port lets somebody connect. */
    PORT_SCAN,
    /** A page is answered with a status from 200 to 399. */
    HTTP_GET
}
