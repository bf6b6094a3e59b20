package io.patchbay.benchmarks.portal;

/** Finds single values in JSON as both servers write it, which is cheaper than reading it as a whole. */
public final class Json {
    private Json() {}

    /** The text of the first member of that name, which has to be there and has nothing escaped. */
    public static String string(String json, String name) {
        String member = "\"" + name + "\":\"";
        int at = json.indexOf(member);
        if (at < 0) {
            throw new IllegalStateException("no \"" + name + "\" in " + json);
        }
        int from = at + member.length();
        return json.substring(from, json.indexOf('"', from));
    }
}
