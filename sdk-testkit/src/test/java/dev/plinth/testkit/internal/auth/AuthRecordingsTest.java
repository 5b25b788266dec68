package dev.plinth.testkit.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real server answered, this one answers; but for what a file lists, with the reason. */
class AuthRecordingsTest {
    private static final AtomicInteger TOTAL = new AtomicInteger();
    private static final AtomicInteger EQUAL = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin_factors",
                "admin_users_create",
                "admin_users_delete",
                "admin_users_list",
                "admin_users_update",
                "anonymous",
                "anonymous_confirm",
                "audit",
                "authorize",
                "bad_bodies",
                "basics",
                "bearer",
                "custom_providers",
                "email_change",
                "email_change_single",
                "errors_versions",
                "features_off",
                "generate_link",
                "identities",
                "invite",
                "jwks_es256",
                "jwks_rs256",
                "jwt_short",
                "logout",
                "mail_limits",
                "mfa_rules",
                "mfa_totp",
                "oauth_server",
                "otp_autoconfirm",
                "otp_expiry",
                "otp_mail",
                "passkeys",
                "password_rules",
                "phone",
                "pkce",
                "providers_off",
                "rate_limits",
                "reauthenticate",
                "refresh_default",
                "refresh_interval",
                "refresh_v2",
                "sessions",
                "signup_autoconfirm",
                "signup_confirm",
                "signup_disabled",
                "sso_admin",
                "token_password",
                "user",
                "verify_codes",
                "verify_redirects"
            })
    void answersAsRecorded(String file) throws IOException {
        Map<String, String> excepted = exceptions(file);
        Map<String, List<String>> different = new LinkedHashMap<>();
        int exchanges;
        try (AuthReplay replay = new AuthReplay(AuthReplay.lines("/recordings/auth/" + file + ".jsonl"))) {
            List<AuthReplay.Outcome> outcomes = replay.run();
            exchanges = outcomes.size();
            outcomes.stream()
                    .filter(outcome -> !outcome.differences().isEmpty())
                    .forEach(outcome -> different.put(outcome.name(), outcome.differences()));
        }
        System.out.printf(
                "%-22s %4d exchanges, %4d equal, %3d excepted%n",
                file, exchanges, exchanges - different.size(), different.size());
        if (!excepted.containsKey("*")) {
            TOTAL.addAndGet(exchanges);
            EQUAL.addAndGet(exchanges - different.size());
        }
        if (excepted.containsKey("*")) {
            return;
        }
        assertThat(new TreeSet<>(different.keySet())).as("%s", different).isEqualTo(new TreeSet<>(excepted.keySet()));
    }

    @AfterAll
    static void total() {
        System.out.printf(
                "%d of %d equal (%.1f %%) without the features that are not served%n",
                EQUAL.get(), TOTAL.get(), 100.0 * EQUAL.get() / TOTAL.get());
    }

    /** Names of a file's exchanges that differ, with the reason; a star for all of them. */
    private static Map<String, String> exceptions(String file) throws IOException {
        Map<String, String> exceptions = new LinkedHashMap<>();
        try (java.io.InputStream in = AuthRecordingsTest.class.getResourceAsStream("/recordings/auth-exceptions.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                String[] parts = line.split("\\s*\\|\\s*", 3);
                if (parts.length == 3 && parts[0].equals(file)) {
                    exceptions.put(parts[1], parts[2]);
                }
            }
        }
        return exceptions;
    }
}
