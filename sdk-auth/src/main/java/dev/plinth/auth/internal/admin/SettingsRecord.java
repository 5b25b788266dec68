package dev.plinth.auth.internal.admin;

import dev.plinth.auth.AuthSettings;
import dev.plinth.core.internal.json.Required;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings in the server's JSON format. Every version of the server sends the providers. */
record SettingsRecord(
        @Required Map<String, Object> external,
        boolean disableSignup,
        boolean mailerAutoconfirm,
        boolean phoneAutoconfirm,
        Optional<String> smsProvider,
        boolean samlEnabled,
        boolean passkeysEnabled,
        Map<String, Object> unknownFields)
        implements AuthSettings {

    SettingsRecord {
        smsProvider = smsProvider.filter(text -> !text.isEmpty());
        unknownFields = Collections.unmodifiableMap(unknownFields);
    }

    @Override
    public Set<String> enabledProviders() {
        return external.entrySet().stream()
                .filter(entry -> Boolean.TRUE.equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean signUpEnabled() {
        return !disableSignup;
    }

    @Override
    public boolean autoConfirmsEmail() {
        return mailerAutoconfirm;
    }

    @Override
    public boolean autoConfirmsPhone() {
        return phoneAutoconfirm;
    }

    @Override
    public String toString() {
        return "AuthSettings[" + enabledProviders() + "]";
    }
}
