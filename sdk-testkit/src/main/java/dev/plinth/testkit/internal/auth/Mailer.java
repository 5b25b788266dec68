package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.AuthSettings;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.OneTimeToken;
import dev.plinth.testkit.internal.auth.model.User.Slot;
import dev.plinth.testkit.internal.auth.token.Codes;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes links and codes, and sends them by mail or text message to the outbox. Called with the lock held. */
final class Mailer {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String TEST_MESSAGE = "test-otp";

    /** The mails: the subjects are the server's own, the texts say the same in few words. */
    private enum Template {
        CONFIRMATION("Confirm your email address", "This address was used to sign up.", "Confirm email address"),
        INVITE("You've been invited", "Somebody has an account for you.", "Accept invitation"),
        RECOVERY("Reset your password", "A new password was asked for.", "Reset password"),
        MAGIC_LINK("Your sign-in link", "It works once, and not for long.", "Sign in"),
        EMAIL_CHANGE("Confirm your new email address", "The new address is to be %s.", "Confirm new email address");

        private final String subject;
        private final String text;
        private final String label;

        Template(String subject, String text, String label) {
            this.subject = subject;
            this.text = text;
            this.label = label;
        }

        String body(String link, String address) {
            return "<h2>" + subject + "</h2>\r\n\r\n<p>" + escaped(text.formatted(address)) + "</p>\r\n<p><a href=\""
                    + escaped(link) + "\">" + label + "</a></p>\r\n";
        }

        private static String escaped(String text) {
            return text.replace("&", "&amp;")
                    .replace("\"", "&#34;")
                    .replace("'", "&#39;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;");
        }
    }

    private final AuthCore core;
    private final Deque<Instant> sentLately = new ArrayDeque<>();

    Mailer(AuthCore core) {
        this.core = core;
    }

    void confirmation(User user, boolean pkce, String redirectTo) {
        requireCalm(user.confirmationSentAt);
        mail(Template.CONFIRMATION, "signup", user, Slot.CONFIRMATION, pkce, redirectTo);
        user.confirmationSentAt = core.stamp();
    }

    void invitation(User user, String redirectTo) {
        mail(Template.INVITE, "invite", user, Slot.CONFIRMATION, false, redirectTo);
        user.invitedAt = core.stamp();
        user.confirmationSentAt = user.invitedAt;
    }

    void recovery(User user, boolean pkce, String redirectTo) {
        requireCalm(user.recoverySentAt);
        mail(Template.RECOVERY, "recovery", user, Slot.RECOVERY, pkce, redirectTo);
        user.recoverySentAt = core.stamp();
    }

    void magicLink(User user, boolean pkce, String redirectTo) {
        requireCalm(user.recoverySentAt);
        mail(Template.MAGIC_LINK, "magiclink", user, Slot.RECOVERY, pkce, redirectTo);
        user.recoverySentAt = core.stamp();
    }

    void reauthentication(User user) {
        requireCalm(user.reauthenticationSentAt);
        String code = code("MAILER");
        core.state.putOneTimeToken(user, Slot.REAUTHENTICATION, Codes.hash(user.email, code));
        countMail();
        String body = "<h2>Your verification code</h2>\r\n\r\n<p>" + code + "</p>\r\n";
        core.deliver("email", user.email, code + " is your verification code", body);
        user.reauthenticationSentAt = core.stamp();
    }

    /** Asks the new address, and the current one too where a change needs both. */
    void emailChange(User user, String newEmail, boolean pkce, String redirectTo) {
        requireCalm(user.emailChangeSentAt);
        countMail();
        String newHash = token(user, Slot.EMAIL_CHANGE_NEW, newEmail, pkce);
        core.state.dropOneTimeToken(user, Slot.EMAIL_CHANGE_CURRENT);
        user.newEmail = newEmail;
        user.emailChangesConfirmed = 0;
        if (core.settings.secureEmailChange() && !user.email.isEmpty()) {
            String hash = token(user, Slot.EMAIL_CHANGE_CURRENT, user.email, pkce);
            deliver(Template.EMAIL_CHANGE, user.email, newEmail, "email_change", hash, redirectTo);
        }
        deliver(Template.EMAIL_CHANGE, newEmail, newEmail, "email_change", newHash, redirectTo);
        user.emailChangeSentAt = core.stamp();
    }

    private void mail(Template template, String type, User user, Slot slot, boolean pkce, String redirectTo) {
        countMail();
        deliver(template, user.email, user.email, type, token(user, slot, user.email, pkce), redirectTo);
    }

    private void deliver(Template template, String to, String address, String type, String hash, String redirectTo) {
        String kind = template == Template.MAGIC_LINK ? "RECOVERY" : template.name();
        core.deliver("email", to, template.subject, template.body(link(kind, type, hash, redirectTo), address));
    }

    /** The link that a mail of this kind carries; an address that would end early in a query is encoded. */
    String link(String kind, String type, String hash, String redirectTo) {
        String set = core.settings.text("MAILER_URLPATHS_" + kind);
        String base = set.isEmpty()
                ? core.external() + "/verify"
                : URI.create(core.external()).resolve(set).toString();
        boolean special = redirectTo.matches("(?s).*[&=#].*");
        String target = special ? URLEncoder.encode(redirectTo, StandardCharsets.UTF_8) : redirectTo;
        return base + "?token=" + hash + "&type=" + type + "&redirect_to=" + target;
    }

    /** A new code: {@code MAILER} or {@code SMS}. */
    String code(String channel) {
        StringBuilder code = new StringBuilder();
        core.random.ints(core.settings.codeLength(channel), 0, 10).forEach(code::append);
        return code.toString();
    }

    /** Refuses a second mail of a kind too soon after the first. */
    private void requireCalm(@Nullable Instant sent) {
        requireCalm(sent, core.settings.mailFrequency(), "over_email_send_rate_limit");
    }

    private void requireCalm(@Nullable Instant sent, Duration frequency, String code) {
        Duration left = sent == null ? Duration.ZERO : Duration.between(core.now(), sent.plus(frequency));
        AuthError.throwIf(
                left.compareTo(Duration.ZERO) > 0,
                429,
                code,
                "For security purposes, you can only request this after " + left.toSeconds() + " seconds.");
    }

    private String token(User user, Slot slot, String address, boolean pkce) {
        String hash = (pkce ? OneTimeToken.PKCE : "") + Codes.hash(address, code("MAILER"));
        core.state.putOneTimeToken(user, slot, hash);
        return hash;
    }

    private void countMail() {
        if (core.settings.autoconfirm()) {
            return;
        }
        Instant now = core.now();
        while (!sentLately.isEmpty() && sentLately.peekFirst().isBefore(now.minus(HOUR))) {
            sentLately.removeFirst();
        }
        if (sentLately.size() >= core.settings.number("RATE_LIMIT_EMAIL_SENT")) {
            throw AuthError.of(429, "over_email_send_rate_limit", "email rate limit exceeded");
        }
        sentLately.addLast(now);
    }

    static void requireChannel(String channel, AuthSettings settings) {
        boolean twilio = settings.text("SMS_PROVIDER").startsWith("twilio");
        AuthError.invalidIf(
                !channel.isEmpty() && !channel.equals("sms") && !(channel.equals("whatsapp") && twilio),
                "Invalid channel, supported values are 'sms' or 'whatsapp'. 'whatsapp' is only"
                        + " supported if Twilio or Twilio Verify is used as the provider.");
    }

    /** Sends a code to the user's own number, or to the one that it is to become; the response names the message. */
    Reply sendText(User user, Slot slot, String phone) {
        if (core.settings.text("SMS_PROVIDER").isEmpty()) {
            throw AuthError.internal("Unable to get SMS provider");
        }
        requireCalm(user.sentAt(slot), core.settings.duration("SMS_MAX_FREQUENCY"), "over_sms_send_rate_limit");
        String fixed = fixedCode(phone);
        String code = fixed.isEmpty() ? code("SMS") : fixed;
        String message = TEST_MESSAGE;
        if (fixed.isEmpty()) {
            message = "SM" + UUID.randomUUID().toString().replace("-", "");
            core.deliver("sms", phone, "", core.settings.text("SMS_TEMPLATE").replace("{{ .Code }}", code));
        }
        core.state.putOneTimeToken(user, slot, Codes.hash(phone, code));
        Instant now = core.stamp();
        switch (slot) {
            case PHONE_CHANGE -> user.phoneChangeSentAt = now;
            case REAUTHENTICATION -> user.reauthenticationSentAt = now;
            default -> user.confirmationSentAt = now;
        }
        return Replies.ok(Json.object("message_id", message));
    }

    /** The code that is always good for a number; empty when there is none. */
    String fixedCode(String phone) {
        String until = core.settings.text("SMS_TEST_OTP_VALID_UNTIL");
        try {
            if (!until.isEmpty() && core.now().isAfter(Instant.parse(until))) {
                return "";
            }
        } catch (DateTimeParseException e) {
            throw AuthError.internal("GOTRUE_SMS_TEST_OTP_VALID_UNTIL is no time");
        }
        return core.settings.testCodes().getOrDefault(phone, "");
    }
}
