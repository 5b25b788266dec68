package dev.plinth.auth;

/** The settings of a second factor's challenge. Not thread-safe. Implemented by Plinth only. */
public interface FactorChallengeOptions {

    /**
     * Sets how the code of a phone factor is sent. Default: {@code sms}. Other factors ignore it.
     *
     * @param name {@code sms} or {@code whatsapp}
     * @return these options
     */
    FactorChallengeOptions channel(String name);
}
