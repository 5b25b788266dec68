package dev.plinth.core.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.plinth.core.Secret;
import java.io.IOException;

/** Serializes secrets, for sending or for display. */
final class Secrets {

    private Secrets() {}

    static SimpleModule revealing() {
        return new SimpleModule("plinth").addSerializer(new SecretWriter(false));
    }

    static SimpleModule masking() {
        return new SimpleModule("plinth-masking").addSerializer(new SecretWriter(true));
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
