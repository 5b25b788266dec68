package dev.plinth.jackson;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.Version;
import tools.jackson.core.util.VersionUtil;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.Serializers;

/**
 * A module of Jackson 3 that writes Plinth's values with the field names of the server, as {@link PlinthJackson2Module}
 * does with Jackson 2.
 *
 * <p>Registered by {@code JsonMapper.builder().findAndAddModules()}. Immutable and thread-safe.
 */
public final class PlinthJackson3Module extends JacksonModule {

    /** Creates the module. */
    public PlinthJackson3Module() {}

    @Override
    public String getModuleName() {
        return "plinth";
    }

    @Override
    public Version version() {
        return VersionUtil.parseVersion("1", "dev.plinth", "plinth-jackson");
    }

    @Override
    public void setupModule(SetupContext context) {
        context.addSerializers(new Values());
    }

    private static final class Values extends Serializers.Base {

        @Override
        public @Nullable ValueSerializer<?> findSerializer(
                SerializationConfig config,
                JavaType type,
                BeanDescription.Supplier description,
                JsonFormat.@Nullable Value format) {
            return ValueJson.isValue(type.getRawClass()) ? new PlinthSerializer() : null;
        }
    }

    private static final class PlinthSerializer extends ValueSerializer<Object> {

        @Override
        public void serialize(Object value, JsonGenerator out, SerializationContext context) {
            try {
                context.writeValue(out, ValueJson.of(value));
            } catch (UnsupportedOperationException e) {
                throw DatabindException.from(out, e.getMessage(), e);
            }
        }

        @Override
        public void serializeWithType(
                Object value, JsonGenerator out, SerializationContext context, TypeSerializer types) {
            serialize(value, out, context);
        }
    }
}
