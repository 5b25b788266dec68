package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.auth.model.AuthError;
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
import java.util.Locale;
import java.util.UUID;

/** Makes links and codes, and sends them by mail or text message to the outbox. Called with the lock held. */
final class Mailer {
    private static final Duration HOUR = Duration.ofHours(1);

    /** The mails with links: the subjects are the server's own, the texts say the same in few words. */
    enum Mail {
        SIGNUP(Slot.CONFIRMATION, "Confirm your email address", "This address was used to sign up."),
        INVITE(Slot.CONFIRMATION, "You've been invited", "An account was created for you."),
        RECOVERY(Slot.RECOVERY, "Reset your password", "A new password was requested."),
        MAGICLINK(Slot.RECOVERY, "Your sign-in link", "It works once, and for a short time."),
        EMAIL_CHANGE(Slot.EMAIL_CHANGE_NEW, "Confirm your new email address", "The new address is to be %s.");

        final Slot slot;
        private final String subject;
        private final String text;

        Mail(Slot slot, String subject, String text) {
            this.slot = slot;
            this.subject = subject;
            this.text = text;
        }

        /** The type of the mail's link. */
        private String type() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String body(String link, String address) {
            return "<h2>" + subject + "</h2>\r\n\r\n<p>" + escaped(text.formatted(address)) + "</p>\r\n<p><a href=\""
                    + escaped(link) + "\">Continue</a></p>\r\n";
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

    /** Mails a link to the user's address. */
    void send(Mail mail, User user, boolean pkce, String redirectTo) {
        if (mail != Mail.INVITE) {
            requireMailInterval(user, mail.slot);
        }
        countMail();
        deliver(mail, user.email, user.email, token(user, mail.slot, user.email, pkce), redirectTo);
        user.sent(mail.slot, core.stamp());
    }

    void reauthentication(User user) {
        requireMailInterval(user, Slot.REAUTHENTICATION);
        String code = code("MAILER");
        core.state.putOneTimeToken(user, Slot.REAUTHENTICATION, Codes.hash(user.email, code));
        countMail();
        String body = "<h2>Your verification code</h2>\r\n\r\n<p>" + code + "</p>\r\n";
        core.deliver("email", user.email, code + " is your verification code", body);
        user.sent(Slot.REAUTHENTICATION, core.stamp());
    }

    /** Mails to the new address, and to the current one too where a change needs both. */
    void emailChange(User user, String newEmail, boolean pkce, String redirectTo) {
        requireMailInterval(user, Slot.EMAIL_CHANGE_NEW);
        countMail();
        String newHash = token(user, Slot.EMAIL_CHANGE_NEW, newEmail, pkce);
        core.state.dropOneTimeToken(user, Slot.EMAIL_CHANGE_CURRENT);
        user.newEmail = newEmail;
        user.emailChangesConfirmed = 0;
        if (core.settings.secureEmailChange() && !user.email.isEmpty()) {
            String hash = token(user, Slot.EMAIL_CHANGE_CURRENT, user.email, pkce);
            deliver(Mail.EMAIL_CHANGE, user.email, newEmail, hash, redirectTo);
        }
        deliver(Mail.EMAIL_CHANGE, newEmail, newEmail, newHash, redirectTo);
        user.sent(Slot.EMAIL_CHANGE_NEW, core.stamp());
    }

    private void deliver(Mail mail, String to, String address, String hash, String redirectTo) {
        core.deliver("email", to, mail.subject, mail.body(link(mail, hash, redirectTo), address));
    }

    /** The link that a mail has; a redirect address that would end early in a query is encoded. */
    String link(Mail mail, String hash, String redirectTo) {
        String path = switch (mail) {
            case SIGNUP -> "CONFIRMATION";
            case MAGICLINK -> "RECOVERY";
            default -> mail.name();
        };
        String set = core.settings.text("MAILER_URLPATHS_" + path);
        String base = set.isEmpty()
                ? core.external() + "/verify"
                : URI.create(core.external()).resolve(set).toString();
        boolean special = redirectTo.matches("(?s).*[&=#].*");
        String target = special ? URLEncoder.encode(redirectTo, StandardCharsets.UTF_8) : redirectTo;
        return base + "?token=" + hash + "&type=" + mail.type() + "&redirect_to=" + target;
    }

    /** A new code: {@code MAILER} or {@code SMS}. */
    String code(String channel) {
        StringBuilder code = new StringBuilder();
        core.random.ints(core.settings.codeLength(channel), 0, 10).forEach(code::append);
        return code.toString();
    }

    /** Refuses a second mail of a kind too soon after the first. */
    private void requireMailInterval(User user, Slot slot) {
        requireInterval(user, slot, core.settings.mailFrequency(), "over_email_send_rate_limit");
    }

    private void requireInterval(User user, Slot slot, Duration interval, String code) {
        Instant sent = user.sentAt(slot);
        Duration left = sent == null ? Duration.ZERO : Duration.between(core.now(), sent.plus(interval));
        String text = "For security purposes, you can only request this after " + left.toSeconds() + " seconds.";
        AuthError.of(429, code, text).throwIf(left.compareTo(Duration.ZERO) > 0);
    }

    private String token(User user, Slot slot, String address, boolean pkce) {
        String hash = (pkce ? OneTimeToken.PKCE : "") + Codes.hash(address, code("MAILER"));
        core.state.putOneTimeToken(user, slot, hash);
        return hash;
    }

    private void countMail() {
        if (core.settings.autoconfirm("email")) {
            return;
        }
        Instant now = core.now();
        while (!sentLately.isEmpty() && sentLately.peekFirst().isBefore(now.minus(HOUR))) {
            sentLately.removeFirst();
        }
        AuthError.of(429, "over_email_send_rate_limit", "email rate limit exceeded")
                .throwIf(sentLately.size() >= core.settings.number("RATE_LIMIT_EMAIL_SENT"));
        sentLately.addLast(now);
    }

    void requireChannel(String channel) {
        boolean twilio = core.settings.text("SMS_PROVIDER").startsWith("twilio");
        AuthError.invalidIf(
                !channel.isEmpty() && !channel.equals("sms") && !(channel.equals("whatsapp") && twilio),
                "Invalid channel, supported values are 'sms' or 'whatsapp'. 'whatsapp' is only"
                        + " supported if Twilio or Twilio Verify is used as the provider.");
    }

    /** Sends a code to the user's own number, or to the one that it is to become; the response names the message. */
    Reply sendText(User user, Slot slot, String phone) {
        AuthError.internal("Unable to get SMS provider")
                .throwIf(core.settings.text("SMS_PROVIDER").isEmpty());
        requireInterval(user, slot, core.settings.duration("SMS_MAX_FREQUENCY"), "over_sms_send_rate_limit");
        String code = fixedCode(phone);
        String message = "test-otp";
        if (code.isEmpty()) {
            code = code("SMS");
            message = "SM" + UUID.randomUUID().toString().replace("-", "");
            core.deliver("sms", phone, "", core.settings.text("SMS_TEMPLATE").replace("{{ .Code }}", code));
        }
        core.state.putOneTimeToken(user, slot, Codes.hash(phone, code));
        user.sent(slot, core.stamp());
        return Replies.ok(Json.object("message_id", message));
    }

    /** The code that is always valid for a number; empty when there is none. */
    String fixedCode(String phone) {
        String until = core.settings.text("SMS_TEST_OTP_VALID_UNTIL");
        try {
            boolean over = !until.isEmpty() && core.now().isAfter(Instant.parse(until));
            return over ? "" : core.settings.testCodes().getOrDefault(phone, "");
        } catch (DateTimeParseException e) {
            throw AuthError.internal("GOTRUE_SMS_TEST_OTP_VALID_UNTIL is not a time");
        }
    }
}
