package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.auth.OneTimeToken.Slot;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Makes links and codes, and mails them. Called with the state's lock held. */
final class Mailer {
    private static final Duration HOUR = Duration.ofHours(1);

    private final AuthCore core;
    private final Deque<Instant> sentLately = new ArrayDeque<>();

    Mailer(AuthCore core) {
        this.core = core;
    }

    void confirmation(User user, boolean pkce, String redirectTo) {
        requireCalm(user.confirmationSentAt);
        countMail();
        String hash = token(user, Slot.CONFIRMATION, user.email, pkce);
        send(MailTemplate.CONFIRMATION, user.email, user.email, link("CONFIRMATION", "signup", hash, redirectTo));
        user.confirmationSentAt = core.stamp();
    }

    void invitation(User user, String redirectTo) {
        countMail();
        String hash = token(user, Slot.CONFIRMATION, user.email, false);
        send(MailTemplate.INVITE, user.email, user.email, link("INVITE", "invite", hash, redirectTo));
        user.invitedAt = core.stamp();
        user.confirmationSentAt = user.invitedAt;
    }

    void recovery(User user, boolean pkce, String redirectTo) {
        requireCalm(user.recoverySentAt);
        countMail();
        String hash = token(user, Slot.RECOVERY, user.email, pkce);
        send(MailTemplate.RECOVERY, user.email, user.email, link("RECOVERY", "recovery", hash, redirectTo));
        user.recoverySentAt = core.stamp();
    }

    void magicLink(User user, boolean pkce, String redirectTo) {
        requireCalm(user.recoverySentAt);
        countMail();
        String hash = token(user, Slot.RECOVERY, user.email, pkce);
        send(MailTemplate.MAGIC_LINK, user.email, user.email, link("RECOVERY", "magiclink", hash, redirectTo));
        user.recoverySentAt = core.stamp();
    }

    void reauthentication(User user) {
        requireCalm(user.reauthenticationSentAt);
        String code = core.codes().digits(core.settings().mailCodeLength());
        core.state().putOneTimeToken(user, Slot.REAUTHENTICATION, Codes.hash(user.email, code));
        countMail();
        core.deliver("email", user.email, code + " is your verification code", MailTemplate.code(code));
        user.reauthenticationSentAt = core.stamp();
    }

    /** Asks the new address, and the current one too where a change needs both. */
    void emailChange(User user, String newEmail, boolean pkce, String redirectTo) {
        requireCalm(user.emailChangeSentAt);
        countMail();
        String newHash = token(user, Slot.EMAIL_CHANGE_NEW, newEmail, pkce);
        core.state().dropOneTimeToken(user, Slot.EMAIL_CHANGE_CURRENT);
        user.newEmail = newEmail;
        user.emailChangesConfirmed = 0;
        if (core.settings().secureEmailChange() && !user.email.isEmpty()) {
            String hash = token(user, Slot.EMAIL_CHANGE_CURRENT, user.email, pkce);
            send(
                    MailTemplate.EMAIL_CHANGE,
                    user.email,
                    newEmail,
                    link("EMAIL_CHANGE", "email_change", hash, redirectTo));
        }
        send(MailTemplate.EMAIL_CHANGE, newEmail, newEmail, link("EMAIL_CHANGE", "email_change", newHash, redirectTo));
        user.emailChangeSentAt = core.stamp();
    }

    /** The link that a mail of this kind carries. */
    String link(String kind, String type, String hash, String redirectTo) {
        String set = core.settings().text("MAILER_URLPATHS_" + kind);
        String base = set.isEmpty() ? core.external() + "/verify" : Redirects.resolved(core.external(), set);
        return base + "?token=" + hash + "&type=" + type + "&redirect_to=" + encoded(redirectTo);
    }

    /** An address that would end early inside a query is encoded; others stand as they are. */
    private static String encoded(String url) {
        boolean special = url.indexOf('&') >= 0 || url.indexOf('=') >= 0 || url.indexOf('#') >= 0;
        return special ? URLEncoder.encode(url, StandardCharsets.UTF_8) : url;
    }

    /** Refuses a second mail of a kind too soon after the first. */
    void requireCalm(@Nullable Instant sent) {
        requireCalm(sent, core.settings().mailFrequency(), "over_email_send_rate_limit");
    }

    void requireCalm(@Nullable Instant sent, Duration frequency, String code) {
        if (sent == null) {
            return;
        }
        Duration left = Duration.between(core.now(), sent.plus(frequency));
        if (!left.isNegative() && !left.isZero()) {
            throw AuthError.of(
                    429,
                    code,
                    "For security purposes, you can only request this after " + left.toSeconds() + " seconds.");
        }
    }

    private String token(User user, Slot slot, String address, boolean pkce) {
        String code = core.codes().digits(core.settings().mailCodeLength());
        String hash = (pkce ? OneTimeToken.PKCE : "") + Codes.hash(address, code);
        core.state().putOneTimeToken(user, slot, hash);
        return hash;
    }

    private void send(MailTemplate template, String to, String address, String link) {
        core.deliver("email", to, template.subject(), template.body(link, address));
    }

    private void countMail() {
        if (core.settings().autoconfirm()) {
            return;
        }
        Instant now = core.now();
        while (!sentLately.isEmpty() && sentLately.peekFirst().isBefore(now.minus(HOUR))) {
            sentLately.removeFirst();
        }
        if (sentLately.size() >= core.settings().number("RATE_LIMIT_EMAIL_SENT")) {
            throw AuthError.of(429, "over_email_send_rate_limit", "email rate limit exceeded");
        }
        sentLately.addLast(now);
    }
}
