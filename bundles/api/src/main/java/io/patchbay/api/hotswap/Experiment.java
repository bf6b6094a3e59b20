package io.patchbay.api.hotswap;

import io.patchbay.api.Identifier;
import java.util.Locale;

/**
 * A candidate plug-in that decides beside the active one (a shadow) or in its place for a share of the decisions (a canary).
 * There is at most one experiment of each mode, kind and scope.
 *
 * @param mode shadow or canary
 * @param kind the extension point, for example {@code strategy}; an identifier
 * @param scope what it is tried on: the purpose, or of a protocol its version; an identifier
 * @param name the candidate's name; an identifier
 * @param version its bundle's version; an identifier
 * @param share for which decisions it is asked
 */
public record Experiment(Mode mode, String kind, String scope, String name, String version, Share share) {
    /** What becomes of the candidate's answers. */
    public enum Mode {
        /** They are compared with those of the active plug-in, and nothing else comes of them. */
        SHADOW,
        /** They count, for a share of the decisions. */
        CANARY
    }

    /** @throws IllegalArgumentException if an identifier is none */
    public Experiment {
        Identifier.require("kind", kind);
        Identifier.require("scope", scope);
        Identifier.require("name", name);
        Identifier.require("version", version);
    }

    /** For people: {@code canary of strategy 'two-choices' 0.1.0 for play}. */
    @Override
    public String toString() {
        return mode.name().toLowerCase(Locale.ROOT) + " of " + kind + " '" + name + "' " + version + " for " + scope;
    }
}
