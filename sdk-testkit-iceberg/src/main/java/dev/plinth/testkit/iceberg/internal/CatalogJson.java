package dev.plinth.testkit.iceberg.internal;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.iceberg.rest.RESTSerializers;

/** The JSON of Iceberg's REST protocol. */
final class CatalogJson {

    private static final ObjectMapper MAPPER = mapper();

    private CatalogJson() {}

    static <T> T read(String json, Class<T> type) throws JsonProcessingException {
        T read = MAPPER.readValue(json, type);
        if (read == null) {
            throw new IllegalArgumentException("the body is null");
        }
        return read;
    }

    static String write(Object value) throws JsonProcessingException {
        return MAPPER.writeValueAsString(value);
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .build();
        RESTSerializers.registerAll(mapper);
        return mapper;
    }
}
