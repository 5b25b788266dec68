package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.config.Setting;
import dev.plinth.testkit.internal.golang.GoDuration;
import dev.plinth.testkit.internal.golang.GoJsonException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** How an Auth server is set up, by GoTrue's own names; read anew each time, for tests change it while it runs. */
public final class AuthSettings {
    /** All settings there are. */
    public static final List<Setting<?>> ALL = AuthSettingNames.all();

    private static final Duration FLOW_LIFE = Duration.ofMinutes(5);
    private static final int LEAST_CHALLENGE_LIFE = 300;
    private static final int LEAST_PASSWORD = 6;

    private final UnaryOperator<String> values;

    /** @param values a setting's text by its full name; empty when it has none */
    AuthSettings(UnaryOperator<String> values) {
        this.values = values;
    }

    boolean disableSignup() {
        return flag("DISABLE_SIGNUP");
    }

    boolean autoconfirm() {
        return flag("MAILER_AUTOCONFIRM");
    }

    boolean smsAutoconfirm() {
        return flag("SMS_AUTOCONFIRM");
    }

    boolean secureEmailChange() {
        return flag("MAILER_SECURE_EMAIL_CHANGE_ENABLED");
    }

    String siteUrl() {
        return text("SITE_URL");
    }

    String jwtAud() {
        return text("JWT_AUD");
    }

    String jwtIssuer() {
        return text("JWT_ISSUER");
    }

    String defaultRole() {
        return text("JWT_DEFAULT_GROUP_NAME");
    }

    List<String> adminRoles() {
        return list("JWT_ADMIN_ROLES", ",");
    }

    int jwtExpiry() {
        return number("JWT_EXP");
    }

    Duration mailCodeLife() {
        return Duration.ofSeconds(number("MAILER_OTP_EXP"));
    }

    Duration smsCodeLife() {
        return Duration.ofSeconds(number("SMS_OTP_EXP"));
    }

    Duration mailFrequency() {
        Duration frequency = duration("SMTP_MAX_FREQUENCY");
        return frequency.isZero() ? Duration.ofMinutes(1) : frequency;
    }

    Duration smsFrequency() {
        return duration("SMS_MAX_FREQUENCY");
    }

    Duration reuseInterval() {
        return Duration.ofSeconds(number("SECURITY_REFRESH_TOKEN_REUSE_INTERVAL"));
    }

    boolean rotation() {
        return flag("SECURITY_REFRESH_TOKEN_ROTATION_ENABLED");
    }

    boolean secondTokens() {
        return text("SECURITY_REFRESH_TOKEN_ALGORITHM_VERSION").equals("2");
    }

    Duration challengeLife() {
        return Duration.ofSeconds(Math.max(LEAST_CHALLENGE_LIFE, number("MFA_CHALLENGE_EXPIRY_DURATION")));
    }

    Duration flowLife() {
        return FLOW_LIFE;
    }

    int mailCodeLength() {
        return codeLength("MAILER_OTP_LENGTH");
    }

    int smsCodeLength() {
        return codeLength("SMS_OTP_LENGTH");
    }

    int minPassword() {
        return Math.max(LEAST_PASSWORD, number("PASSWORD_MIN_LENGTH"));
    }

    int passwordCost() {
        return number("PASSWORD_HASH_COST");
    }

    List<String> requiredCharacters() {
        return list("PASSWORD_REQUIRED_CHARACTERS", ":");
    }

    boolean smsPossible() {
        return !text("SMS_PROVIDER").isEmpty();
    }

    /** Fixed codes by phone number. */
    Map<String, String> testCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        for (String pair : list("SMS_TEST_OTP", ",")) {
            int mark = Math.max(pair.indexOf('='), pair.indexOf(':'));
            if (mark > 0) {
                codes.put(
                        pair.substring(0, mark).trim(), pair.substring(mark + 1).trim());
            }
        }
        return codes;
    }

    /** A setting's text, by its name without {@code GOTRUE_}. */
    String text(String name) {
        return values.apply(AuthSettingNames.PREFIX + name);
    }

    boolean flag(String name) {
        String text = text(name);
        return text.equalsIgnoreCase("true") || text.equals("1") || text.equals("t");
    }

    int number(String name) {
        return Integer.parseInt(text(name).trim());
    }

    Duration duration(String name) {
        return duration(text(name), name);
    }

    List<String> list(String name, String separator) {
        return Arrays.stream(text(name).split(separator, -1))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    static Duration duration(String text, String name) {
        try {
            return text.isEmpty() ? Duration.ZERO : GoDuration.parse(text);
        } catch (GoJsonException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private int codeLength(String name) {
        int length = number(name);
        return length < 6 || length > 10 ? 6 : length;
    }
}
