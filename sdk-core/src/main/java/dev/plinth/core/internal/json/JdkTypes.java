package dev.plinth.core.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.plinth.core.Secret;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The few JDK types that server data are made of and Jackson does not know without a module more. */
final class JdkTypes {

    private JdkTypes() {}

    static SimpleModule revealing() {
        return new SimpleModule("plinth")
                .addDeserializer(Optional.class, new OptionalReader(null))
                .addDeserializer(Instant.class, new InstantReader())
                .addDeserializer(Secret.class, new SecretReader())
                .addSerializer(new SecretWriter(false));
    }

    static SimpleModule masking() {
        return new SimpleModule("plinth-masking").addSerializer(new SecretWriter(true));
    }

    /** Reads {@code null} and absence as empty. */
    private static final class OptionalReader extends StdDeserializer<Optional<?>> implements ContextualDeserializer {

        private static final long serialVersionUID = 1L;
        private final transient @Nullable JsonDeserializer<?> value;

        OptionalReader(@Nullable JsonDeserializer<?> value) {
            super(Optional.class);
            this.value = value;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
                throws JsonMappingException {
            JavaType type = context.getContextualType().containedTypeOrUnknown(0);
            return new OptionalReader(context.findContextualValueDeserializer(type, property));
        }

        @Override
        public Optional<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (value == null) {
                throw new IllegalStateException("an Optional of what?");
            }
            return Optional.ofNullable(value.deserialize(parser, context));
        }

        @Override
        public Optional<?> getNullValue(DeserializationContext context) {
            return Optional.empty();
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return Optional.empty();
        }
    }

    private static final class InstantReader extends StdDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            int length = parser.getTextLength();
            if (length == 0) {
                return null;
            }
            try {
                return Timestamps.parse(parser.getTextCharacters(), parser.getTextOffset(), length);
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, parser.getText(), "not a timestamp");
            }
        }
    }

    private static final class SecretReader extends StdDeserializer<Secret> {

        private static final long serialVersionUID = 1L;

        SecretReader() {
            super(Secret.class);
        }

        @Override
        public Secret deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Secret.of(parser.getText());
        }
    }

    private static final class SecretWriter extends StdSerializer<Secret> {

        private static final long serialVersionUID = 1L;
        private final boolean masked;

        SecretWriter(boolean masked) {
            super(Secret.class);
            this.masked = masked;
        }

        @Override
        public void serialize(Secret secret, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(masked ? "***" : secret.reveal());
        }
    }
}
