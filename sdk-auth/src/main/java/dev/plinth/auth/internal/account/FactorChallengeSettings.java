package dev.plinth.auth.internal.account;

import dev.plinth.auth.FactorChallengeOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Collects the settings of a challenge. */
public final class FactorChallengeSettings implements FactorChallengeOptions {

    private final Map<String, Object> body = new LinkedHashMap<>();

    @Override
    public FactorChallengeOptions channel(String name) {
        body.put("channel", Objects.requireNonNull(name, "name"));
        return this;
    }

    Map<String, Object> body() {
        return body;
    }
}
