package dev.plinth.auth.internal;

import dev.plinth.auth.GeneratedLink;
import dev.plinth.auth.User;
import dev.plinth.auth.VerificationType;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.json.FieldMap;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A link; on the wire its fields lie among the user's. */
record GeneratedLinkRecord(
        User user, Secret link, Secret code, Secret tokenHash, VerificationType verificationType, String redirectTo)
        implements GeneratedLink {

    private static final JsonReader<Wire> WIRE = Json.reader(Wire.class);
    private static final List<String> FIELDS =
            List.of("action_link", "email_otp", "hashed_token", "verification_type", "redirect_to");
    private static final Pattern TOKEN = Pattern.compile("[?&]token=([^&#]+)");

    record Wire(Secret actionLink, Secret emailOtp, Secret hashedToken, String verificationType, String redirectTo) {}

    static GeneratedLink of(Map<String, Object> answer) {
        Wire wire = Auth.convert(WIRE, answer);
        Map<String, Object> user = new FieldMap(answer);
        user.keySet().removeAll(FIELDS);
        return new GeneratedLinkRecord(
                UserRecord.of(user),
                wire.actionLink(),
                wire.emailOtp(),
                hash(wire),
                VerificationType.of(type(wire.verificationType())),
                wire.redirectTo());
    }

    /** Of a change to a new e-mail the server tells a hash that nothing takes; the link has the right one. */
    private static Secret hash(Wire wire) {
        Matcher token = TOKEN.matcher(wire.actionLink().reveal());
        return token.find() ? Secret.of(token.group(1)) : wire.hashedToken();
    }

    private static String type(String said) {
        return said.startsWith("email_change") ? "email_change" : said;
    }

    @Override
    public String toString() {
        return "GeneratedLink[" + verificationType + ", " + user.id() + "]";
    }
}
