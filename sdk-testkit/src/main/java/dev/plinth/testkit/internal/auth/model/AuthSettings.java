package dev.plinth.testkit.internal.auth.model;

import dev.plinth.testkit.internal.config.Setting;
import dev.plinth.testkit.internal.golang.Go;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How an Auth server is set up, by GoTrue's own names; read anew each time, as tests change it while it runs.
 *
 * @param values a setting's text by its full name; empty when it has none
 */
public record AuthSettings(UnaryOperator<String> values) {
    /** Providers whose settings are known; which of them are on, {@code /settings} tells. */
    public static final List<String> PROVIDERS = List.of(("apple azure bitbucket discord facebook snapchat figma fly"
                    + " github gitlab google keycloak kakao linkedin linkedin_oidc notion spotify slack slack_oidc workos"
                    + " twitch twitter zoom")
            .split(" ", -1));

    private static final List<String> HOOKS = List.of(
            "CUSTOM_ACCESS_TOKEN",
            "MFA_VERIFICATION_ATTEMPT",
            "PASSWORD_VERIFICATION_ATTEMPT",
            "SEND_EMAIL",
            "SEND_SMS",
            "BEFORE_USER_CREATED",
            "AFTER_USER_CREATED");
    private static final String PREFIX = "GOTRUE_";
    private static final String UNSERVED = "known, so that a file with it works; it has no effect";

    /** Type, name, default (of a server for development) and description of each setting. */
    private static final String TABLE = """
            text SITE_URL=http://localhost:3000 | where links lead that name no other place
            text URI_ALLOW_LIST=http://localhost:3000/** | globs of further places that links may lead to
            text API_EXTERNAL_URL= | where this server is seen from outside; its own address when empty
            flag DISABLE_SIGNUP=false | refuses new users
            number JWT_EXP=3600 | life of an access token in seconds
            text JWT_AUD=authenticated | audience of users and tokens
            text JWT_ISSUER= | the iss claim; none when empty
            text JWT_DEFAULT_GROUP_NAME=authenticated | role of a new user
            text JWT_ADMIN_GROUP_NAME=admin | role whose users may change their own app_metadata
            text JWT_ADMIN_ROLES=service_role,supabase_admin | roles of admin bearers
            text JWT_SECRET= | a secret of its own, in place of the project's
            text JWT_KEYS= | JWK set as a JSON array; one key signs, ES256 and RS256 among them
            text JWT_KEY_ID= | kid of the HS256 secret
            flag SECURITY_REFRESH_TOKEN_ROTATION_ENABLED=true | whether a reused refresh token ends its session
            number SECURITY_REFRESH_TOKEN_REUSE_INTERVAL=10 | seconds in which a used refresh token is taken again
            text SECURITY_REFRESH_TOKEN_ALGORITHM_VERSION=1 | 1, or 2 for counted tokens
            flag SECURITY_REFRESH_TOKEN_ALLOW_REUSE=false | takes used tokens of version 2 at any time
            duration SESSIONS_TIMEBOX=0s | longest session; 0s for no limit
            duration SESSIONS_INACTIVITY_TIMEOUT=0s | longest time between refreshes; 0s for no limit
            duration SESSIONS_ALLOW_LOW_AAL=0s | longest AAL1 session of a user with a factor; 0s for no limit
            flag SESSIONS_SINGLE_PER_USER=false | only the newest session of a user is refreshed
            flag MAILER_AUTOCONFIRM=true | confirms e-mail addresses without a mail
            flag MAILER_SECURE_EMAIL_CHANGE_ENABLED=true | both addresses confirm a change
            number MAILER_OTP_EXP=86400 | life of links and codes in mails, in seconds
            number MAILER_OTP_LENGTH=6 | digits of a mailed code, 6 to 10
            text MAILER_URLPATHS_INVITE= | path of the link in such a mail; /verify beneath this server when empty
            text MAILER_URLPATHS_CONFIRMATION= | path of the link in such a mail; /verify beneath this server when empty
            text MAILER_URLPATHS_RECOVERY= | path of the link in such a mail; /verify beneath this server when empty
            text MAILER_URLPATHS_EMAIL_CHANGE= | path of the link in such a mail; /verify beneath this server when empty
            duration SMTP_MAX_FREQUENCY=1ns | time between two mails of a kind to a user
            number RATE_LIMIT_EMAIL_SENT=1000000 | mails an hour, in all
            flag SMS_AUTOCONFIRM=false | confirms phone numbers without a message
            text SMS_PROVIDER= | any name turns text messages on; they go to the outbox
            number SMS_OTP_EXP=60 | life of codes in text messages, in seconds
            number SMS_OTP_LENGTH=6 | digits of such a code, 6 to 10
            duration SMS_MAX_FREQUENCY=1ns | time between two text messages to a user
            text SMS_TEST_OTP= | fixed codes: phone:code,…
            text SMS_TEST_OTP_VALID_UNTIL= | until when the fixed codes work
            text SMS_TEMPLATE=Your code is {{ .Code }} | the text message
            text SMS_TWILIO_ACCOUNT_SID= | -
            text SMS_TWILIO_AUTH_TOKEN= | -
            text SMS_TWILIO_MESSAGE_SERVICE_SID= | -
            number RATE_LIMIT_SMS_SENT=1000000 | text messages an hour, in all
            number PASSWORD_MIN_LENGTH=6 | fewest bytes of a password, at least 6
            text PASSWORD_REQUIRED_CHARACTERS= | sets with a colon between; a password has one of each
            number PASSWORD_HASH_COST=10 \
                | bcrypt cost; below 4 a single round of PBKDF2, for tests that sign in thousands
            flag SECURITY_MANUAL_LINKING_ENABLED=true | users may link and unlink identities
            flag SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION=false \
                | a new password needs a nonce in sessions older than a day
            flag SECURITY_UPDATE_PASSWORD_REQUIRE_CURRENT_PASSWORD=false | a new password needs the old one
            flag SECURITY_CAPTCHA_ENABLED=false | demands a captcha token; any non-empty one is good
            text SECURITY_CAPTCHA_PROVIDER=hcaptcha | -
            text SECURITY_CAPTCHA_SECRET= | -
            flag MFA_TOTP_ENROLL_ENABLED=true | enrolling TOTP factors
            flag MFA_TOTP_VERIFY_ENABLED=true | verifying TOTP factors
            flag MFA_PHONE_ENROLL_ENABLED=false | enrolling phone factors
            flag MFA_PHONE_VERIFY_ENABLED=false | verifying phone factors
            number MFA_MAX_ENROLLED_FACTORS=10 | most factors of a user
            number MFA_MAX_VERIFIED_FACTORS=10 | most verified factors of a user
            number MFA_CHALLENGE_EXPIRY_DURATION=300 | life of a challenge in seconds, at least 300
            text RATE_LIMIT_HEADER= | header whose value names the client; no request limits when empty
            number RATE_LIMIT_OTP=30 | requests per five minutes that send a code, per client
            number RATE_LIMIT_VERIFY=30 | verifications per five minutes, per client
            number RATE_LIMIT_TOKEN_REFRESH=150 | token requests per five minutes, per client
            number RATE_LIMIT_ANONYMOUS_USERS=30 | anonymous sign-ups an hour, per client
            flag AUDIT_LOG_DISABLE_POSTGRES=false | keeps no audit log
            flag CUSTOM_OAUTH_ENABLED=true | -
            flag OAUTH_SERVER_ENABLED=false | -
            flag OAUTH_SERVER_ALLOW_DYNAMIC_REGISTRATION=false | -
            text OAUTH_SERVER_AUTHORIZATION_PATH= | -
            flag PASSKEY_ENABLED=false | -
            text WEBAUTHN_RP_ID= | -
            text WEBAUTHN_RP_DISPLAY_NAME= | -
            text WEBAUTHN_RP_ORIGINS= | -
            flag SAML_ENABLED=false | -
            text SAML_PRIVATE_KEY= | -
            flag MFA_WEB_AUTHN_ENROLL_ENABLED=false | -
            flag MFA_WEB_AUTHN_VERIFY_ENABLED=false | -
            flag EXTERNAL_WEB3_SOLANA_ENABLED=false | -
            flag EXTERNAL_WEB3_ETHEREUM_ENABLED=false | -
            flag PASSWORD_HIBP_ENABLED=false | -
            flag EXPERIMENTAL_SCIM_ENABLED=false | -
            flag EXTERNAL_EMAIL_ENABLED=true | e-mail as a way to sign in
            flag EXTERNAL_PHONE_ENABLED=true | phone as a way to sign in
            flag EXTERNAL_ANONYMOUS_USERS_ENABLED=true | anonymous users
            """;

    public static final List<Setting<?>> ALL = all();

    private static final int LEAST_CHALLENGE_LIFE = 300;
    private static final int LEAST_PASSWORD = 6;

    private static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>();
        TABLE.lines().forEach(row -> {
            String[] parts = row.split("[ =]", 3);
            String[] rest = parts[2].split("\\s*\\| ", 2);
            all.add(setting(parts[0], PREFIX + parts[1], rest[0], rest[1].equals("-") ? UNSERVED : rest[1]));
        });
        for (String hook : HOOKS) {
            String name = PREFIX + "HOOK_" + hook + "_";
            all.add(setting("flag", name + "ENABLED", "false", UNSERVED));
            all.add(setting("text", name + "URI", "", UNSERVED));
            all.add(setting("text", name + "SECRETS", "", UNSERVED));
        }
        for (String provider : PROVIDERS) {
            String name = PREFIX + "EXTERNAL_" + provider.toUpperCase(Locale.ROOT) + "_";
            all.add(setting("flag", name + "ENABLED", "false", "sign-in with " + provider + ", at the stub provider"));
            all.add(setting("text", name + "CLIENT_ID", "", "client id at " + provider));
            all.add(setting("text", name + "SECRET", "", "client secret at " + provider));
            all.add(setting("text", name + "REDIRECT_URI", "", "where " + provider + " sends users back to"));
            all.add(setting("text", name + "URL", "", "the provider's own address, in place of the stub"));
        }
        return List.copyOf(all);
    }

    private static Setting<?> setting(String type, String name, String value, String about) {
        return switch (type) {
            case "flag" -> Setting.flag(name, Boolean.parseBoolean(value), about);
            case "number" -> Setting.number(name, Long.parseLong(value), about);
            case "duration" -> new Setting<>(name, value, about, AuthSettings::parsed);
            default -> Setting.text(name, value, about);
        };
    }

    private static Duration parsed(String text) {
        return text.isEmpty() ? Duration.ZERO : Go.duration(text);
    }

    /** A setting's text, by its name without {@code GOTRUE_}. */
    public String text(String name) {
        return values.apply(PREFIX + name);
    }

    public boolean flag(String name) {
        String text = text(name);
        return text.equalsIgnoreCase("true") || text.equals("1") || text.equals("t");
    }

    public int number(String name) {
        return Integer.parseInt(text(name).trim());
    }

    public Duration seconds(String name) {
        return Duration.ofSeconds(number(name));
    }

    public Duration duration(String name) {
        return parsed(text(name));
    }

    public List<String> list(String name, String separator) {
        return Arrays.stream(text(name).split(separator, -1))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Whether a way to sign in is on: {@code email}, {@code phone}, {@code anonymous_users}, or a provider. */
    public boolean enabled(String way) {
        return flag("EXTERNAL_" + way.toUpperCase(Locale.ROOT) + "_ENABLED");
    }

    /** Whether addresses of a kind, {@code email} or {@code phone}, are confirmed at once. */
    public boolean autoconfirm(String kind) {
        return flag(kind.equals("email") ? "MAILER_AUTOCONFIRM" : "SMS_AUTOCONFIRM");
    }

    public boolean secureEmailChange() {
        return flag("MAILER_SECURE_EMAIL_CHANGE_ENABLED");
    }

    public String jwtAud() {
        return text("JWT_AUD");
    }

    public Duration mailFrequency() {
        Duration frequency = duration("SMTP_MAX_FREQUENCY");
        return frequency.isZero() ? Duration.ofMinutes(1) : frequency;
    }

    public Duration challengeLife() {
        return Duration.ofSeconds(Math.max(LEAST_CHALLENGE_LIFE, number("MFA_CHALLENGE_EXPIRY_DURATION")));
    }

    /** The digits of a code: {@code MAILER} or {@code SMS}. */
    public int codeLength(String channel) {
        int length = number(channel + "_OTP_LENGTH");
        return length < 6 || length > 10 ? 6 : length;
    }

    public int minPassword() {
        return Math.max(LEAST_PASSWORD, number("PASSWORD_MIN_LENGTH"));
    }

    /** Fixed codes by phone number. */
    public Map<String, String> testCodes() {
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
}
