package dev.plinth.auth;

import dev.plinth.auth.internal.CodeOperations;
import dev.plinth.auth.internal.SessionAnswer;
import dev.plinth.auth.internal.VerifiedRecord;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.text.Arguments;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One-time codes and links, by mail or message: to sign in, to confirm, to get in again. The server sends one at most
 * every so often; a {@link dev.plinth.core.RateLimitException} tells how long to wait.
 *
 * <p>Immutable and thread-safe.
 */
public final class OneTimeCodes extends View<OneTimeCodes> {

    private final Function<SessionAnswer, Session> begin;

    OneTimeCodes(Connection connection, Function<SessionAnswer, Session> begin) {
        super(connection);
        this.begin = begin;
    }

    /**
     * Sends a code or link to sign in with; a new user is made, unless the options say otherwise. {@code POST /otp};
     * through a control plane {@code POST …/auth/{ref}/magiclink} for a mail and {@code …/otp} for a phone.
     *
     * @param contact the user's e-mail or phone number
     * @return the message's id, where the server gave one
     */
    public Optional<String> send(Contact contact) {
        Arguments.required(contact, "contact");
        return send(contact, o -> {});
    }

    /**
     * Sends a code or link to sign in with. {@code POST /otp}.
     *
     * @param contact the user's e-mail or phone number
     * @param options what else is to be said; control planes take none of it
     * @return the message's id, where the server gave one
     */
    public Optional<String> send(Contact contact, Consumer<? super FlowOptions> options) {
        Arguments.required(contact, "contact");
        Arguments.required(options, "options");
        return Calls.run(connection(), CodeOperations.send(contact, options));
    }

    /**
     * Sends a mail to get in again without the password. {@code POST /recover}; through a control plane {@code POST
     * …/auth/{ref}/recover}. That goes well for addresses that nobody has, too.
     *
     * @param email the user's e-mail
     */
    public void recover(String email) {
        Arguments.present(email, "email");
        recover(email, o -> {});
    }

    /**
     * Sends a mail to get in again without the password. {@code POST /recover}.
     *
     * @param email the user's e-mail
     * @param options what else is to be said; control planes take none of it
     */
    public void recover(String email, Consumer<? super FlowOptions> options) {
        Arguments.present(email, "email");
        Arguments.required(options, "options");
        Calls.perform(connection(), CodeOperations.recover(email, options));
    }

    /**
     * Sends a code or link again. {@code POST /resend}. That goes well for users who have nothing to confirm, too.
     *
     * @param type {@code SIGNUP}, {@code EMAIL_CHANGE}, {@code SMS} or {@code PHONE_CHANGE}
     * @param contact the user's e-mail or phone number; for a change the one until now
     * @return the message's id, where the server gave one
     */
    public Optional<String> resend(VerificationType type, Contact contact) {
        Arguments.required(contact, "contact");
        Arguments.required(type, "type");
        return resend(type, contact, o -> {});
    }

    /**
     * Sends a code or link again. {@code POST /resend}.
     *
     * @param type {@code SIGNUP}, {@code EMAIL_CHANGE}, {@code SMS} or {@code PHONE_CHANGE}
     * @param contact the user's e-mail or phone number; for a change the one until now
     * @param options what else is to be said
     * @return the message's id, where the server gave one
     */
    public Optional<String> resend(VerificationType type, Contact contact, Consumer<? super FlowOptions> options) {
        Arguments.required(contact, "contact");
        Arguments.required(options, "options");
        Arguments.required(type, "type");
        return Calls.run(connection(), CodeOperations.resend(type, contact, options));
    }

    /**
     * Takes a code that a user typed in. {@code POST /verify}.
     *
     * @param type what the code is for
     * @param contact the e-mail or phone number that it was sent to
     * @param code the code
     * @return the session that begins with it
     * @throws dev.plinth.core.PermissionDeniedException with code {@code otp_expired} if the code is wrong or too old:
     *     the server does not tell which
     */
    public Verification verify(VerificationType type, Contact contact, String code) {
        Arguments.present(code, "code");
        Arguments.required(contact, "contact");
        Arguments.required(type, "type");
        return VerifiedRecord.of(Calls.run(connection(), CodeOperations.verify(type, contact, code)), begin);
    }

    /**
     * Takes the hash that a link of yours carries, as a mail template can have it. {@code POST /verify}. Unlike the
     * usual links, which are used up by whoever opens them first, such as a mail scanner, this needs your program.
     *
     * @param type what the link is for
     * @param hash the hash, with its {@code pkce_} if it has one
     * @return the session that begins with it
     * @throws dev.plinth.core.PermissionDeniedException with code {@code otp_expired} if the hash is wrong or too old
     */
    public Verification verifyHash(VerificationType type, Secret hash) {
        Arguments.required(hash, "hash");
        Arguments.required(type, "type");
        return VerifiedRecord.of(Calls.run(connection(), CodeOperations.verifyHash(type, hash)), begin);
    }

    @Override
    protected OneTimeCodes over(Connection other) {
        return new OneTimeCodes(other, begin);
    }
}
