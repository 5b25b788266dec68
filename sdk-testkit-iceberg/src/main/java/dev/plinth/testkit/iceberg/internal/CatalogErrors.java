package dev.plinth.testkit.iceberg.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.plinth.testkit.spi.IcebergResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.rest.responses.ErrorResponse;
import org.apache.iceberg.rest.responses.ErrorResponseParser;

/** Errors in the form of Iceberg's protocol. */
final class CatalogErrors {

    private static final int BAD_REQUEST = 400;

    private static final Map<Class<? extends Exception>, Integer> STATUS = new LinkedHashMap<>();

    static {
        STATUS.put(NoSuchNamespaceException.class, 404);
        STATUS.put(NoSuchTableException.class, 404);
        STATUS.put(AlreadyExistsException.class, 409);
        STATUS.put(CommitFailedException.class, 409);
    }

    private CatalogErrors() {}

    /** Returns the response for an error that the protocol knows; throws any other, which is a defect. */
    static IcebergResponse response(Exception e) {
        if (e instanceof CatalogException own) {
            return response(own.status(), own.type(), own);
        }
        if (e instanceof ValidationException
                || e instanceof IllegalArgumentException
                || e instanceof JsonProcessingException) {
            return response(BAD_REQUEST, "BadRequestException", e);
        }
        return STATUS.entrySet().stream()
                .filter(entry -> entry.getKey().isInstance(e))
                .findFirst()
                .map(entry -> response(entry.getValue(), entry.getKey().getSimpleName(), e))
                .orElseThrow(() -> new IllegalStateException(e));
    }

    private static IcebergResponse response(int status, String type, Exception e) {
        ErrorResponse error = ErrorResponse.builder()
                .responseCode(status)
                .withType(type)
                .withMessage(String.valueOf(e.getMessage()))
                .build();
        return new IcebergResponse(status, ErrorResponseParser.toJson(error));
    }
}
