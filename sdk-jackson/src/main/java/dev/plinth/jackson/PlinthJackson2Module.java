package dev.plinth.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.VersionUtil;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A module of Jackson 2 that writes Plinth's values with the field names of the server: {@code email_confirmed_at},
 * {@code public}. Absent values, secrets and fields that this version of Plinth does not know are left out. Clients and
 * sessions cannot be written.
 *
 * <pre>{@code
 * ObjectMapper mapper = new ObjectMapper().findAndRegisterModules();
 * String json = mapper.writeValueAsString(project.users().get(id));
 * }</pre>
 *
 * <p>Registered by {@code findAndRegisterModules()}. Immutable and thread-safe.
 */
public final class PlinthJackson2Module extends Module {

    /** Creates the module. */
    public PlinthJackson2Module() {}

    @Override
    public String getModuleName() {
        return "plinth";
    }

    @Override
    public com.fasterxml.jackson.core.Version version() {
        return VersionUtil.parseVersion("1", "dev.plinth", "plinth-jackson");
    }

    @Override
    public void setupModule(SetupContext context) {
        context.addSerializers(new Values());
    }

    private static final class Values extends Serializers.Base {

        @Override
        public @Nullable JsonSerializer<?> findSerializer(
                SerializationConfig config, JavaType type, BeanDescription description) {
            return ValueJson.isValue(type.getRawClass()) ? new ValueSerializer(type.getRawClass()) : null;
        }
    }

    private static final class ValueSerializer extends StdSerializer<Object> {

        private static final long serialVersionUID = 1L;

        ValueSerializer(Class<?> type) {
            super(type, false);
        }

        @Override
        public void serialize(Object value, JsonGenerator out, SerializerProvider provider) throws IOException {
            try {
                provider.defaultSerializeValue(ValueJson.of(value), out);
            } catch (UnsupportedOperationException e) {
                throw JsonMappingException.from(out, e.getMessage(), e);
            }
        }

        @Override
        public void serializeWithType(
                Object value, JsonGenerator out, SerializerProvider provider, TypeSerializer types) throws IOException {
            serialize(value, out, provider);
        }
    }
}
