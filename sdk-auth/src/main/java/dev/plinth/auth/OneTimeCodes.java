package dev.plinth.auth;

import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.auth.internal.signin.OtpOperations;
import dev.plinth.auth.internal.signin.VerifyOtpRecord;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.connection.Calls;
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
public final class OneTimeCodes extends ApiClient<OneTimeCodes> {

    private final Function<SessionResponse, Session> begin;

    OneTimeCodes(Connection connection, Function<SessionResponse, Session> begin) {
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
    public Optional<String> signInWithOtp(EmailOrPhone contact) {
        Arguments.required(contact, "contact");
        return signInWithOtp(contact, o -> {});
    }

    /**
     * Sends a code or link to sign in with. {@code POST /otp}.
     *
     * @param contact the user's e-mail or phone number
     * @param options what else is to be said; control planes take none of it
     * @return the message's id, where the server gave one
     */
    public Optional<String> signInWithOtp(EmailOrPhone contact, Consumer<? super SignInOptions> options) {
        Arguments.required(contact, "contact");
        Arguments.required(options, "options");
        return Calls.run(connection(), OtpOperations.send(contact, options));
    }

    /**
     * Sends a mail to get in again without the password. {@code POST /recover}; through a control plane {@code POST
     * …/auth/{ref}/recover}. That goes well for addresses that nobody has, too.
     *
     * @param email the user's e-mail
     */
    public void resetPasswordForEmail(String email) {
        Arguments.present(email, "email");
        resetPasswordForEmail(email, o -> {});
    }

    /**
     * Sends a mail to get in again without the password. {@code POST /recover}.
     *
     * @param email the user's e-mail
     * @param options what else is to be said; control planes take none of it
     */
    public void resetPasswordForEmail(String email, Consumer<? super SignInOptions> options) {
        Arguments.present(email, "email");
        Arguments.required(options, "options");
        Calls.perform(connection(), OtpOperations.recover(email, options));
    }

    /**
     * Sends a code or link again. {@code POST /resend}. That goes well for users who have nothing to confirm, too.
     *
     * @param type {@code SIGNUP}, {@code EMAIL_CHANGE}, {@code SMS} or {@code PHONE_CHANGE}
     * @param contact the user's e-mail or phone number; for a change the one until now
     * @return the message's id, where the server gave one
     */
    public Optional<String> resend(VerificationType type, EmailOrPhone contact) {
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
    public Optional<String> resend(
            VerificationType type, EmailOrPhone contact, Consumer<? super SignInOptions> options) {
        Arguments.required(contact, "contact");
        Arguments.required(options, "options");
        Arguments.required(type, "type");
        return Calls.run(connection(), OtpOperations.resend(type, contact, options));
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
    public VerifyOtpResult verifyOtp(VerificationType type, EmailOrPhone contact, String code) {
        Arguments.present(code, "code");
        Arguments.required(contact, "contact");
        Arguments.required(type, "type");
        return VerifyOtpRecord.of(Calls.run(connection(), OtpOperations.verify(type, contact, code)), begin);
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
    public VerifyOtpResult verifyTokenHash(VerificationType type, Secret hash) {
        Arguments.required(hash, "hash");
        Arguments.required(type, "type");
        return VerifyOtpRecord.of(Calls.run(connection(), OtpOperations.verifyTokenHash(type, hash)), begin);
    }

    @Override
    protected OneTimeCodes withConnection(Connection other) {
        return new OneTimeCodes(other, begin);
    }
}
