package dev.plinth.core.internal.json;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** Says of our records what annotations would say, so that they need none: which component takes unknown fields. */
final class RecordIntrospector extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;
    private static final String UNKNOWN_FIELDS = "unknownFields";

    @Override
    public Boolean hasAnySetter(Annotated what) {
        if (what instanceof AnnotatedParameter parameter
                && parameter.getDeclaringClass().isRecord()) {
            var component = parameter.getDeclaringClass().getRecordComponents()[parameter.getIndex()];
            return component.getName().equals(UNKNOWN_FIELDS);
        }
        if (what instanceof AnnotatedField field && field.getDeclaringClass().isRecord()) {
            return field.getName().equals(UNKNOWN_FIELDS);
        }
        return what.hasAnnotation(JsonAnySetter.class);
    }
}
