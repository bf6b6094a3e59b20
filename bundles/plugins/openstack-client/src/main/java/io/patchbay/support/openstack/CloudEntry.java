package io.patchbay.support.openstack;

import io.patchbay.support.openstack.CloudSettings.Domain;
import io.patchbay.support.openstack.CloudSettings.Named;
import io.patchbay.support.openstack.OpenStackException.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One entry of {@code clouds.yaml}: says of what is missing or wrong where it stands, never the value. Confined to one thread. */
final class CloudEntry {
    private static final List<String> METHODS = List.of("password", "v3password");
    private static final List<String> FACES = List.of("public", "internal", "admin");
    private static final List<String> NOT = List.of("false", "no", "off");
    private static final Domain USUAL_DOMAIN = new Domain("default", true);

    private final String name;
    private final Map<?, ?> entry;
    private final Map<?, ?> auth;
    private final Path folder;

    CloudEntry(String name, Map<?, ?> entry, Path folder) {
        this.name = name;
        this.entry = entry;
        this.auth = entry.get("auth") instanceof Map<?, ?> members ? members : Map.of();
        this.folder = folder;
    }

    CloudSettings settings() throws OpenStackException {
        String method = text(entry, "auth_type").orElse("password");
        if (!METHODS.contains(method)) {
            throw wrong("auth_type", "must be password: other credentials are for one project only");
        }
        String face = text(entry, "interface").orElse("public");
        if (!FACES.contains(face)) {
            throw wrong("interface", "must be one of " + String.join(", ", FACES));
        }
        return new CloudSettings(
                name,
                identity(),
                named("user", "username", "user_id"),
                text(auth, "password").orElseThrow(() -> wrong("auth.password", "is missing")),
                named("project", "project_name", "project_id"),
                text(entry, "region_name"),
                face,
                text(entry, "cacert").map(folder::resolve),
                !NOT.contains(text(entry, "verify").orElse("true").toLowerCase(Locale.ROOT)));
    }

    private URI identity() throws OpenStackException {
        String url = text(auth, "auth_url").orElseThrow(() -> wrong("auth.auth_url", "is missing"));
        String bare = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        try {
            URI address = URI.create(bare.endsWith("/v3") ? bare : bare + "/v3");
            if (address.getHost() != null
                    && address.getUserInfo() == null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException unreadable) {
            throw wrong("auth.auth_url", "is no address");
        }
        throw wrong("auth.auth_url", "must read https://HOST:PORT/v3");
    }

    private Named named(String what, String byName, String byId) throws OpenStackException {
        Domain domain = text(auth, what + "_domain_id")
                .map(id -> new Domain(id, true))
                .or(() -> text(auth, what + "_domain_name").map(given -> new Domain(given, false)))
                .orElse(USUAL_DOMAIN);
        return text(auth, byId)
                .map(id -> new Named(id, true, domain))
                .or(() -> text(auth, byName).map(given -> new Named(given, false, domain)))
                .orElseThrow(() -> wrong("auth." + byName, "is missing"));
    }

    private static Optional<String> text(Map<?, ?> members, String key) {
        return members.get(key) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    private OpenStackException wrong(String key, String what) {
        return OpenStackException.of(Kind.SETTINGS, "clouds.yaml: clouds." + name + "." + key + " " + what);
    }
}
