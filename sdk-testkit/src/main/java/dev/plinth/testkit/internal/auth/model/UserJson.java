package dev.plinth.testkit.internal.auth.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.plinth.testkit.internal.auth.model.User.Factor;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Users as JSON: what the server's answers show of them, and all of them, as they are kept over restarts. */
public final class UserJson {
    /** Empty members are left out unless marked, and free maps have their keys in order. */
    private static final ObjectMapper STORED = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantReader()))
            .build();

    private static final ObjectMapper SHOWN =
            STORED.copy().setConfig(STORED.getSerializationConfig().withView(UserJson.class));

    private UserJson() {}

    public static ObjectNode user(User user) {
        return SHOWN.valueToTree(user);
    }

    /** An item of a list: its factors and identities were not fetched. */
    public static ObjectNode listItem(User user) {
        return user(user).putNull("identities").without("factors");
    }

    public static ObjectNode factor(Factor factor) {
        return SHOWN.valueToTree(factor);
    }

    static ObjectNode stored(User user) {
        return STORED.valueToTree(user);
    }

    static User read(ObjectNode stored) {
        try {
            return STORED.treeToValue(stored, User.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a user that was kept cannot be read", e);
        }
    }

    private static final class InstantReader extends FromStringDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String value, DeserializationContext context) {
            return Instant.parse(value);
        }
    }
}
