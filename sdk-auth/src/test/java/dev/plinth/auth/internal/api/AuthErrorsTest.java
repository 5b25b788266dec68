package dev.plinth.auth.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.auth.AuthErrorCodes;
import dev.plinth.core.ErrorCode;
import dev.plinth.core.internal.error.ErrorTable;
import dev.plinth.core.internal.error.ServerFailure;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The catalogue of error codes. */
class AuthErrorsTest {

    @Test
    void hasAConstantForEachCodeAndNoOther() throws IllegalAccessException {
        List<String> constants = new ArrayList<>();
        for (Field field : AuthErrorCodes.class.getFields()) {
            constants.add(((ErrorCode) field.get(null)).value());
        }

        assertThat(constants)
                .containsExactlyInAnyOrderElementsOf(AuthErrors.TABLE.entries().stream()
                        .map(ErrorTable.Entry::code)
                        .toList());
    }

    @Test
    void saysOfEachWhatItMeansAndWhatToDo() {
        assertThat(AuthErrors.TABLE.entries()).hasSize(109).allSatisfy(entry -> {
            assertThat(entry.code()).matches("[a-z0-9_]+");
            assertThat(entry.meaning()).hasSizeGreaterThan(10);
            assertThat(entry.advice()).isNotBlank();
            assertThat(entry.statuses()).matches("any|-|\\d{3}(, \\d{3})*");
        });
    }

    /** The server responds with 403 to a token that it does not accept. */
    @Test
    void aTokenThatIsNotAcceptedIsUnauthorized() {
        assertThat(new AuthErrors().interpret(failure("bad_jwt")).status()).isEqualTo(401);
        assertThat(new AuthErrors().interpret(failure("not_admin")).status()).isEqualTo(403);
    }

    private static ServerFailure failure(String code) {
        return new ServerFailure(
                403, 403, ErrorCode.of(code), "no", Optional.empty(), Optional.empty(), List.of(), true);
    }
}
