package dev.plinth.core.internal.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import org.jspecify.annotations.Nullable;

/**
 * Says of our records what annotations would say, so that they need none: which component takes unknown fields,
 * and what fields are called.
 */
final class RecordIntrospector extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;
    private static final String UNKNOWN_FIELDS = "unknownFields";
    private static final JsonSetter.Value NULLS_STAY = JsonSetter.Value.forValueNulls(Nulls.SET);

    @Override
    public Boolean hasAnySetter(Annotated what) {
        return UNKNOWN_FIELDS.equals(componentName(what)) ? Boolean.TRUE : super.hasAnySetter(what);
    }

    /** Jackson makes the map of unknown fields itself; nothing need be put in its place before. */
    @Override
    public JsonSetter.Value findSetterInfo(Annotated what) {
        return UNKNOWN_FIELDS.equals(componentName(what)) ? NULLS_STAY : super.findSetterInfo(what);
    }

    /** A component whose name would be a word of Java's has an underscore behind it: {@code public_}. */
    @Override
    public @Nullable PropertyName findNameForDeserialization(Annotated what) {
        String name = componentName(what);
        return name != null && name.endsWith("_")
                ? PropertyName.construct(name.substring(0, name.length() - 1))
                : super.findNameForDeserialization(what);
    }

    private static @Nullable String componentName(Annotated what) {
        if (what instanceof AnnotatedParameter parameter) {
            Class<?> type = parameter.getDeclaringClass();
            return type.isRecord() ? type.getRecordComponents()[parameter.getIndex()].getName() : null;
        }
        return what instanceof AnnotatedField field && field.getDeclaringClass().isRecord() ? field.getName() : null;
    }
}
