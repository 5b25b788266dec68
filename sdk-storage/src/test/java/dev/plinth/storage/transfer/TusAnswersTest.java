package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of answers: refusals as they were recorded of the real server, and locations of any form. */
class TusAnswersTest extends TusScript {

    @ParameterizedTest
    @CsvSource({
        "create.duplicate, ConflictException, already exists",
        "create.missing_bucket, NotFoundException, Bucket not found",
        "create.no_length, InvalidRequestException, Upload-Length",
        "create.bad_length, InvalidRequestException, Invalid upload-length",
        "create.no_metadata, InvalidRequestException, Metadata header",
        "create.bad_metadata, InvalidRequestException, Invalid upload-metadata",
        "create.metadata_no_bucket, InvalidRequestException, Bucket name invalid",
        "create.metadata_no_object, InvalidRequestException, Invalid key",
        "create.invalid_key, InvalidRequestException, Invalid key",
        "create.invalid_bucket, InvalidRequestException, Bucket name invalid",
        "create.no_tus_header, ApiException, Tus-Resumable",
        "create.concat, ServerException, Concatenation",
        "create.no_auth, AuthenticationException, Invalid Compact JWS",
        "create.garbage_jwt, AuthenticationException, Invalid Compact JWS",
        "create.expired_jwt, AuthenticationException, exp",
        "create.anon_rls, PermissionDeniedException, row-level security",
        "create.over_global, PayloadTooLargeException, Maximum size exceeded",
        "create.over_bucket, PayloadTooLargeException, Maximum size exceeded",
        "create.mime_denied, InvalidRequestException, mime type image/png",
        "signed.create_no_signature, InvalidRequestException, Missing x-signature",
        "signed.create_garbage, InvalidRequestException, Invalid Compact JWS",
        "signed.create_other_key, InvalidRequestException, Invalid signature",
        "signed.create_expired, InvalidRequestException, exp",
    })
    void aRefusedCreationIsToldAsWhatItIs(String recording, String exception, String message) {
        plays(recording);

        refused(exception, message);

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "patch.anon, PermissionDeniedException, row-level security",
        "patch.no_offset, PermissionDeniedException, Upload-Offset",
        "patch.no_content_type, PermissionDeniedException, Content-Type",
        "patch.bad_content_type, InvalidRequestException, Invalid content-type",
        "patch.no_tus_header, ApiException, Tus-Resumable",
        "patch.bad_tus_version, InvalidRequestException, Invalid tus-resumable",
        "patch.bad_offset_value, InvalidRequestException, Invalid upload-offset",
        "patch.no_auth, AuthenticationException, Invalid Compact JWS",
        "patch_too_long.patch, PayloadTooLargeException, size exceeded",
        "rls.patch_by_other, PermissionDeniedException, row-level security",
        "signed.patch_no_signature, InvalidRequestException, Missing x-signature",
    })
    void aRefusedChunkIsToldAsWhatItIs(String recording, String exception, String message) {
        plays("create.ok").plays(recording);

        refused(exception, message);

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:55000/upload/resumable/{id}",
                "http://storage:5000/upload/resumable/{id}",
                "https://ref.example.co/storage/v1/upload/resumable/{id}",
                "https://proj.example.com:8443/upload/resumable/{id}/",
                "//evil.example.com/upload/resumable/{id}",
                "/storage/v1/upload/resumable/{id}",
                "/upload/resumable/{id}",
                "resumable/{id}",
                "{id}"
            })
    void aLocationOfAnyFormLeadsToOurOwnAddress(String location) {
        created(location.replace("{id}", ID)).offset(3);

        run("a/one.txt", "abc", o -> {});

        assertThat(sent().getTarget()).isEqualTo(ROUTE);
        assertThat(sent().getTarget()).isEqualTo(ROUTE + "/" + ID);
    }

    @ParameterizedTest
    @CsvSource({
        "x%2Fy, x%2Fy, ''",
        "abc?token=a%26b&x=1, abc, '?token=a%26b&x=1'",
        "'a+b', 'a%2Bb', ''",
    })
    void anIdIsEncodedAsItCameAndItsQueryIsKept(String id, String sentId, String query) {
        created("/upload/resumable/" + id).offset(3);

        run("a/one.txt", "abc", o -> {});

        assertThat(sent().getMethod()).isEqualTo("POST");
        assertThat(sent().getTarget()).isEqualTo(ROUTE + "/" + sentId + query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "..",
                "/upload/resumable/..",
                "https://host",
                "not a url",
                "/upload/resumable/%00",
                "/upload/resumable/%zz",
                // another object's: b/other.txt
                "/upload/resumable/dHVzL2Ivb3RoZXIudHh0LzhjMTkxMTNhLTI3NDQtNDY5OC04OGJiLTc2NDczOGZiZGRlMA"
            })
    void aLocationOfNoUploadIsNotFollowed(String location) {
        created(location).created(location);

        assertThatThrownBy(() -> run("a/one.txt", "abc", o -> o.maxAttempts(2)))
                .isInstanceOf(UploadInterruptedException.class);

        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(sent().getMethod()).isEqualTo("POST");
        assertThat(sent().getMethod()).isEqualTo("POST");
    }

    private void refused(String exception, String message) {
        assertThatThrownBy(() -> run("a/one.txt", "hello world", o -> {}))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(exception));
    }
}
