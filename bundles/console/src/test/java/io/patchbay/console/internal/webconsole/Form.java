package io.patchbay.console.internal.webconsole;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;

/** A form as a browser sends it. */
final class Form {
    private Form() {}

    /** A request that knows its fields and its sender, and nothing else. */
    static HttpServletRequest of(Map<String, ?> fields) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                Form.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getParameter", "getPart" -> fields.get(arguments[0]);
                    case "getRemoteAddr" -> "127.0.0.1";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
