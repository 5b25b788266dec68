package dev.plinth.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.LocalProject;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import dev.plinth.testkit.replay.RawHttp;
import dev.plinth.testkit.replay.Wire;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the server makes of calls that it does not have: contract section 13.2, "Danger", a test a row. */
class DangerTest {
    private static final String TAGGING = "<Tagging><TagSet/></Tagging>";

    @RegisterExtension
    static final LocalPlatformExtension PLATFORM = LocalPlatformExtension.create();

    private final LocalPlatform platform;
    private final LocalProject project;
    private final S3Wire s3;

    DangerTest(LocalPlatform platform, LocalProject project) {
        this.platform = platform;
        this.project = project;
        this.s3 = S3Wire.of(project);
    }

    @BeforeEach
    void makeObject() {
        s3.put("/b", null);
        s3.put("/empty", null);
        s3.put("/b/k", "precious");
    }

    @AfterEach
    void allowAgain() {
        project.set("LOCAL_S3_REFUSE_DESTRUCTIVE", "false");
    }

    @Test
    void putObjectTaggingReplacesTheContent() {
        assertThat(s3.put("/b/k?tagging", TAGGING).status()).isEqualTo(200);
        assertThat(s3.get("/b/k").text()).isEqualTo(TAGGING);
        assertThat(lastNote("?tagging")).startsWith("DESTRUCTIVE: PUT with ?tagging is not implemented");
    }

    @Test
    void putObjectAclEmptiesTheObject() {
        assertThat(s3.with("content-length", "0").put("/b/k?acl", null).status())
                .isEqualTo(200);
        assertThat(s3.get("/b/k").text()).isEmpty();
        assertThat(lastNote("?acl")).startsWith("DESTRUCTIVE");
    }

    @Test
    void deleteObjectTaggingDeletesTheObject() {
        assertThat(s3.delete("/b/k?tagging").status()).isEqualTo(204);
        assertThat(s3.get("/b/k").status()).isEqualTo(404);
        assertThat(lastNote("?tagging")).endsWith("the object is deleted");
    }

    @Test
    void deleteBucketCorsDeletesTheBucket() {
        assertThat(s3.delete("/empty?cors").status()).isEqualTo(204);
        assertThat(s3.head("/empty").status()).isEqualTo(404);
        assertThat(S3Wire.code(s3.delete("/b?policy"))).isEqualTo("ResourceNotEmpty");
        assertThat(lastNote("?cors")).startsWith("DESTRUCTIVE");
    }

    @Test
    void putBucketVersioningIsCreateBucket() {
        for (String what : List.of("versioning", "cors", "policy")) {
            RawHttp.Answer answer = s3.put("/b?" + what, "<X/>");
            assertThat(answer.status() + S3Wire.code(answer)).isEqualTo("409BucketAlreadyExists");
        }
        assertThat(lastNote("?versioning")).contains("is taken for CreateBucket");
    }

    @Test
    void whatIsToldOfABucketIsAListOfObjects() {
        for (String what : List.of("acl", "policy", "cors", "tagging", "lifecycle", "encryption", "versions")) {
            RawHttp.Answer answer = s3.get("/b?" + what);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("<ListBucketResult ").contains("<Key>k</Key>");
        }
        assertThat(lastNote("?acl")).isEqualTo("GET with ?acl is not implemented, and is taken for ListObjects");
    }

    @Test
    void whatIsToldOfAnObjectIsItsContent() {
        assertThat(s3.get("/b/k?acl").text()).isEqualTo("precious");
        assertThat(s3.get("/b/k?attributes").text()).isEqualTo("precious");
    }

    @Test
    void restoreAndSelectAreNotThere() {
        for (String what : List.of("restore", "select&select-type=2")) {
            RawHttp.Answer answer = s3.with("content-type", "application/xml").post("/b/k?" + what, "<X/>");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text()).isEmpty();
        }
    }

    @Test
    void aConditionOnAPutIsIgnored() {
        assertThat(s3.with("if-none-match", "*").put("/b/k", "other").status()).isEqualTo(200);
        assertThat(s3.get("/b/k").text()).isEqualTo("other");
        assertThat(lastNote("/b/k")).startsWith("DESTRUCTIVE: if-none-match is ignored");
    }

    @Test
    void refusesAllOfThatWhenToldTo() {
        project.set("LOCAL_S3_REFUSE_DESTRUCTIVE", "true");

        for (RawHttp.Answer answer : List.of(
                s3.put("/b/k?tagging", TAGGING),
                s3.put("/b/k?acl", "<X/>"),
                s3.delete("/b/k?tagging"),
                s3.delete("/empty?cors"),
                s3.put("/new?cors", "<X/>"),
                s3.with("if-none-match", "*").put("/b/k", "other"))) {
            assertThat(answer.status() + S3Wire.code(answer)).isEqualTo("501NotImplemented");
        }
        assertThat(s3.get("/b/k").text()).isEqualTo("precious");
        assertThat(s3.head("/empty").status()).isEqualTo(200);
        assertThat(s3.head("/new").status()).isEqualTo(404);
        assertThat(s3.with("if-none-match", "*").put("/b/fresh", "first").status())
                .isEqualTo(200);
        assertThat(lastNote("?acl")).startsWith("refused: DESTRUCTIVE");
    }

    @Test
    void isRefusedFromTheStartByTheBuilder() {
        try (LocalPlatform careful =
                LocalPlatform.builder().refuseDestructiveS3Calls().start()) {
            S3Wire wire = S3Wire.of(careful.project());
            wire.put("/b", null);
            wire.put("/b/k", "precious");

            assertThat(wire.delete("/b/k?tagging").status()).isEqualTo(501);
        }
    }

    @Test
    void showsItOnThePage() {
        s3.delete("/b/k?tagging");

        RawHttp.Answer requests = Wire.of(project).get("/__local/requests");
        assertThat(requests.text()).contains("\"note\":\"DESTRUCTIVE: DELETE with ?tagging");
    }

    @Test
    void saysNothingOfCallsThatAreWhatTheySeem() {
        s3.get("/b?list-type=2&prefix=a&max-keys=2&x-id=ListObjectsV2");
        s3.get("/b/k?response-content-type=text%2Fplain");
        s3.get("/b?uploads");
        s3.get("/b?location");

        assertThat(platform.requests()).allMatch(request -> request.note().isEmpty());
    }

    private String lastNote(String target) {
        return platform.requests().stream()
                .filter(request -> request.target().contains(target))
                .flatMap(request -> request.note().stream())
                .reduce((first, second) -> second)
                .orElse("");
    }
}
