package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The settings there are, with the defaults of a server for development. */
final class AuthSettingNames {
    /** Providers whose three settings are known; which of them are on, {@code /settings} tells. */
    static final List<String> PROVIDERS = List.of(
            "apple",
            "azure",
            "bitbucket",
            "discord",
            "facebook",
            "snapchat",
            "figma",
            "fly",
            "github",
            "gitlab",
            "google",
            "keycloak",
            "kakao",
            "linkedin",
            "linkedin_oidc",
            "notion",
            "spotify",
            "slack",
            "slack_oidc",
            "workos",
            "twitch",
            "twitter",
            "zoom");

    static final String PREFIX = "GOTRUE_";

    private static final List<Setting<?>> ALL = new ArrayList<>();

    static {
        text("SITE_URL", "http://localhost:3000", "where links lead that name no other place");
        text("URI_ALLOW_LIST", "http://localhost:3000/**", "globs of further places that links may lead to");
        text("API_EXTERNAL_URL", "", "where this server is seen from outside; its own address when empty");
        flag("DISABLE_SIGNUP", false, "refuses new users");
        tokens();
        mail();
        sms();
        security();
        unserved();
        flag("EXTERNAL_EMAIL_ENABLED", true, "e-mail as a way to sign in");
        flag("EXTERNAL_PHONE_ENABLED", true, "phone as a way to sign in");
        flag("EXTERNAL_ANONYMOUS_USERS_ENABLED", true, "anonymous users");
        for (String provider : PROVIDERS) {
            String prefix = "EXTERNAL_" + provider.toUpperCase(Locale.ROOT) + "_";
            flag(prefix + "ENABLED", false, "sign-in with " + provider + ", at the stub identity provider");
            text(prefix + "CLIENT_ID", "", "client id at " + provider);
            text(prefix + "SECRET", "", "client secret at " + provider);
            text(prefix + "REDIRECT_URI", "", "where " + provider + " sends users back to");
            text(prefix + "URL", "", "the provider's own address, in place of the stub");
        }
    }

    private AuthSettingNames() {}

    static List<Setting<?>> all() {
        return List.copyOf(ALL);
    }

    private static void tokens() {
        number("JWT_EXP", 3600, "life of an access token in seconds");
        text("JWT_AUD", "authenticated", "audience of users and tokens");
        text("JWT_ISSUER", "", "the iss claim; none when empty");
        text("JWT_DEFAULT_GROUP_NAME", "authenticated", "role of a new user");
        text("JWT_ADMIN_GROUP_NAME", "admin", "role whose users may change their own app_metadata");
        text("JWT_ADMIN_ROLES", "service_role,supabase_admin", "roles of admin bearers");
        text("JWT_SECRET", "", "a secret of its own, in place of the project's");
        text("JWT_KEYS", "", "JWK set as a JSON array; one key signs, ES256 and RS256 among them");
        text("JWT_KEY_ID", "", "kid of the HS256 secret");
        flag("SECURITY_REFRESH_TOKEN_ROTATION_ENABLED", true, "whether a reused refresh token ends its session");
        number("SECURITY_REFRESH_TOKEN_REUSE_INTERVAL", 10, "seconds in which a used refresh token is taken again");
        text("SECURITY_REFRESH_TOKEN_ALGORITHM_VERSION", "1", "1, or 2 for counted tokens");
        flag("SECURITY_REFRESH_TOKEN_ALLOW_REUSE", false, "takes used tokens of version 2 at any time");
        duration("SESSIONS_TIMEBOX", "0s", "longest session; 0s for no limit");
        duration("SESSIONS_INACTIVITY_TIMEOUT", "0s", "longest time between refreshes; 0s for no limit");
        duration("SESSIONS_ALLOW_LOW_AAL", "0s", "longest AAL1 session of a user with a factor; 0s for no limit");
        flag("SESSIONS_SINGLE_PER_USER", false, "only the newest session of a user is refreshed");
    }

    private static void mail() {
        flag("MAILER_AUTOCONFIRM", true, "confirms e-mail addresses without a mail");
        flag("MAILER_SECURE_EMAIL_CHANGE_ENABLED", true, "both addresses confirm a change");
        number("MAILER_OTP_EXP", 86400, "life of links and codes in mails, in seconds");
        number("MAILER_OTP_LENGTH", 6, "digits of a mailed code, 6 to 10");
        text("MAILER_URLPATHS_INVITE", "", "path of the link in such a mail; /verify beneath this server when empty");
        text(
                "MAILER_URLPATHS_CONFIRMATION",
                "",
                "path of the link in such a mail; /verify beneath this server when empty");
        text("MAILER_URLPATHS_RECOVERY", "", "path of the link in such a mail; /verify beneath this server when empty");
        text(
                "MAILER_URLPATHS_EMAIL_CHANGE",
                "",
                "path of the link in such a mail; /verify beneath this server when empty");
        duration("SMTP_MAX_FREQUENCY", "1ns", "time between two mails of a kind to a user");
        number("RATE_LIMIT_EMAIL_SENT", 1000000, "mails an hour, in all");
    }

    private static void sms() {
        flag("SMS_AUTOCONFIRM", false, "confirms phone numbers without a message");
        text("SMS_PROVIDER", "", "any name turns text messages on; they go to the outbox");
        number("SMS_OTP_EXP", 60, "life of codes in text messages, in seconds");
        number("SMS_OTP_LENGTH", 6, "digits of such a code, 6 to 10");
        duration("SMS_MAX_FREQUENCY", "1ns", "time between two text messages to a user");
        text("SMS_TEST_OTP", "", "fixed codes: phone:code,…");
        text("SMS_TEST_OTP_VALID_UNTIL", "", "until when the fixed codes work");
        text("SMS_TEMPLATE", "Your code is {{ .Code }}", "the text message");
        text("SMS_TWILIO_ACCOUNT_SID", "", "known, without effect");
        text("SMS_TWILIO_AUTH_TOKEN", "", "known, without effect");
        text("SMS_TWILIO_MESSAGE_SERVICE_SID", "", "known, without effect");
        number("RATE_LIMIT_SMS_SENT", 1000000, "text messages an hour, in all");
    }

    private static void security() {
        number("PASSWORD_MIN_LENGTH", 6, "fewest bytes of a password, at least 6");
        text("PASSWORD_REQUIRED_CHARACTERS", "", "sets with a colon between; a password has one of each");
        number(
                "PASSWORD_HASH_COST",
                10,
                "bcrypt cost; below 4 a single round of PBKDF2, for tests that sign in thousands");
        flag("SECURITY_MANUAL_LINKING_ENABLED", true, "users may link and unlink identities");
        flag(
                "SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION",
                false,
                "a new password needs a nonce in sessions older than a day");
        flag("SECURITY_UPDATE_PASSWORD_REQUIRE_CURRENT_PASSWORD", false, "a new password needs the old one");
        flag("SECURITY_CAPTCHA_ENABLED", false, "demands a captcha token; any non-empty one is good");
        text("SECURITY_CAPTCHA_PROVIDER", "hcaptcha", "known, without effect");
        text("SECURITY_CAPTCHA_SECRET", "", "known, without effect");
        flag("MFA_TOTP_ENROLL_ENABLED", true, "enrolling TOTP factors");
        flag("MFA_TOTP_VERIFY_ENABLED", true, "verifying TOTP factors");
        flag("MFA_PHONE_ENROLL_ENABLED", false, "enrolling phone factors");
        flag("MFA_PHONE_VERIFY_ENABLED", false, "verifying phone factors");
        number("MFA_MAX_ENROLLED_FACTORS", 10, "most factors of a user");
        number("MFA_MAX_VERIFIED_FACTORS", 10, "most verified factors of a user");
        number("MFA_CHALLENGE_EXPIRY_DURATION", 300, "life of a challenge in seconds, at least 300");
        text("RATE_LIMIT_HEADER", "", "header whose value names the client; no request limits when empty");
        number("RATE_LIMIT_OTP", 30, "requests per five minutes that send a code, per client");
        number("RATE_LIMIT_VERIFY", 30, "verifications per five minutes, per client");
        number("RATE_LIMIT_TOKEN_REFRESH", 150, "token requests per five minutes, per client");
        number("RATE_LIMIT_ANONYMOUS_USERS", 30, "anonymous sign-ups an hour, per client");
        flag("AUDIT_LOG_DISABLE_POSTGRES", false, "keeps no audit log");
    }

    /** Known, so that a file with them works; the features behind them answer as when they are off. */
    private static void unserved() {
        flag(
                "CUSTOM_OAUTH_ENABLED",
                true,
                "known, so that a file with it works; the feature answers as when it is off");
        flag(
                "OAUTH_SERVER_ENABLED",
                false,
                "known, so that a file with it works; the feature answers as when it is off");
        flag(
                "OAUTH_SERVER_ALLOW_DYNAMIC_REGISTRATION",
                false,
                "known, so that a file with it works; the feature answers as when it is off");
        text(
                "OAUTH_SERVER_AUTHORIZATION_PATH",
                "",
                "known, so that a file with it works; the feature answers as when it is off");
        flag("PASSKEY_ENABLED", false, "known, so that a file with it works; the feature answers as when it is off");
        text("WEBAUTHN_RP_ID", "", "known, so that a file with it works; the feature answers as when it is off");
        text(
                "WEBAUTHN_RP_DISPLAY_NAME",
                "",
                "known, so that a file with it works; the feature answers as when it is off");
        text("WEBAUTHN_RP_ORIGINS", "", "known, so that a file with it works; the feature answers as when it is off");
        flag("SAML_ENABLED", false, "known, so that a file with it works; the feature answers as when it is off");
        text("SAML_PRIVATE_KEY", "", "known, so that a file with it works; the feature answers as when it is off");
    }

    private static void flag(String name, boolean value, String about) {
        ALL.add(Setting.flag(PREFIX + name, value, about));
    }

    private static void number(String name, long value, String about) {
        ALL.add(Setting.number(PREFIX + name, value, about));
    }

    private static void text(String name, String value, String about) {
        ALL.add(Setting.text(PREFIX + name, value, about));
    }

    private static void duration(String name, String value, String about) {
        ALL.add(new Setting<>(PREFIX + name, value, about, text -> AuthSettings.duration(text, PREFIX + name)));
    }
}
