package dev.plinth.auth;

import dev.plinth.auth.internal.account.FactorChallengeSettings;

/** The settings of a second factor's challenge. Not thread-safe. */
public sealed interface FactorChallengeOptions permits FactorChallengeSettings {

    /**
     * Sets how the code of a phone factor is sent. Default: {@code sms}. Other factors ignore it.
     *
     * @param name {@code sms} or {@code whatsapp}
     * @return these options
     */
    FactorChallengeOptions channel(String name);
}
