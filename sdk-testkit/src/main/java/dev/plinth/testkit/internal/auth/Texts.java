package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.OneTimeToken.Slot;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/** Text messages with codes; they go to the outbox. Called with the state's lock held. */
final class Texts {
    private static final String TEST_MESSAGE = "test-otp";

    private final AuthCore core;

    Texts(AuthCore core) {
        this.core = core;
    }

    static void requireChannel(String channel, AuthSettings settings) {
        boolean twilio = settings.text("SMS_PROVIDER").startsWith("twilio");
        if (!channel.isEmpty() && !channel.equals("sms") && !(channel.equals("whatsapp") && twilio)) {
            throw AuthError.invalid("Invalid channel, supported values are 'sms' or 'whatsapp'. 'whatsapp' is only"
                    + " supported if Twilio or Twilio Verify is used as the provider.");
        }
    }

    /** A code for the user's own number, or for the one that it is to become; gives the message's id. */
    String send(User user, Slot slot, String phone) {
        if (!core.settings().smsPossible()) {
            throw AuthError.internal("Unable to get SMS provider");
        }
        Instant sent = switch (slot) {
            case PHONE_CHANGE -> user.phoneChangeSentAt;
            case REAUTHENTICATION -> user.reauthenticationSentAt;
            default -> user.confirmationSentAt;
        };
        core.mailer().requireCalm(sent, core.settings().smsFrequency(), "over_sms_send_rate_limit");
        String fixed = fixedCode(phone);
        String code = fixed.isEmpty() ? core.codes().digits(core.settings().smsCodeLength()) : fixed;
        String message = TEST_MESSAGE;
        if (fixed.isEmpty()) {
            message = "SM" + UUID.randomUUID().toString().replace("-", "");
            core.deliver("sms", phone, "", core.settings().text("SMS_TEMPLATE").replace("{{ .Code }}", code));
        }
        core.state().putOneTimeToken(user, slot, Codes.hash(phone, code));
        stamp(user, slot);
        return message;
    }

    static ObjectNode answer(String message) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        return message.isEmpty() ? answer : answer.put("message_id", message);
    }

    private void stamp(User user, Slot slot) {
        Instant now = core.stamp();
        switch (slot) {
            case PHONE_CHANGE -> user.phoneChangeSentAt = now;
            case REAUTHENTICATION -> user.reauthenticationSentAt = now;
            default -> user.confirmationSentAt = now;
        }
    }

    /** The code that is always good for a number; empty when there is none. */
    String fixedCode(String phone) {
        String until = core.settings().text("SMS_TEST_OTP_VALID_UNTIL");
        try {
            if (!until.isEmpty() && core.now().isAfter(Instant.parse(until))) {
                return "";
            }
        } catch (DateTimeParseException e) {
            throw AuthError.internal("GOTRUE_SMS_TEST_OTP_VALID_UNTIL is no time");
        }
        return core.settings().testCodes().getOrDefault(phone, "");
    }
}
