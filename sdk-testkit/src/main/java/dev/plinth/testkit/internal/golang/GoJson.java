package dev.plinth.testkit.internal.golang;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plinth.testkit.internal.json.Json;
import java.math.BigDecimal;

/** JSON values as Go's encoding/json keeps them. */
public final class GoJson {
    private static final double EXACT_LONG = 9.0e15;

    private GoJson() {}

    /**
     * A value as it is kept: every number is a float64, and half a surrogate pair is no character. A number that no
     * float64 holds is an {@link IllegalArgumentException}.
     */
    public static JsonNode kept(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties().forEach(member -> copy.set(member.getKey(), kept(member.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            array.forEach(element -> copy.add(kept(element)));
            return copy;
        }
        if (value.isTextual()) {
            return TextNode.valueOf(value.textValue().replaceAll("\\p{Cs}", "\uFFFD"));
        }
        if (!value.isNumber()) {
            return value;
        }
        double number = value.doubleValue();
        if (Double.isInfinite(number)) {
            throw new IllegalArgumentException("number out of range");
        }
        return number == Math.rint(number) && Math.abs(number) < EXACT_LONG
                ? LongNode.valueOf((long) number)
                : DecimalNode.valueOf(BigDecimal.valueOf(number).stripTrailingZeros());
    }
}
