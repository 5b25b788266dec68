package dev.plinth.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.Policy;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import dev.plinth.testkit.replay.RawHttp;
import dev.plinth.testkit.replay.Wire;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each row of the contract's table of row-level rules. */
class PolicyTableTest {
    private static final String ADA = UUID.randomUUID().toString();

    @RegisterExtension
    static final LocalPlatformExtension PLATFORM = LocalPlatformExtension.create();

    private Wire service;
    private Wire ada;

    @BeforeEach
    void makeABucket(LocalPlatform platform) {
        service = Wire.of(platform.project());
        ada = service.as(platform.userToken(ADA));
        service.post("/bucket", "{\"name\":\"b\"}");
        service.upload("b/x", "1");
        service.upload("b/" + ADA + "/mine", "1");
    }

    @Test
    void withoutAPolicyNothingIsAllowedOrSeen() {
        Wire json = ada.with("Content-Type", "application/json");
        RawHttp.Answer upload = ada.upload("b/new", "1");

        assertThat(Wire.code(upload)).isEqualTo("AccessDenied");
        assertThat(message(upload)).isEqualTo("new row violates row-level security policy");
        assertThat(ada.post("/object/list/b", "{\"prefix\":\"\"}").text()).isEqualTo("[]");
        assertThat(Wire.code(ada.post("/bucket", "{\"name\":\"c\"}"))).isEqualTo("AccessDenied");
        assertThat(Wire.code(ada.get("/bucket/b"))).isEqualTo("NoSuchBucket");
        assertThat(Wire.code(json.send("PUT", "/bucket/b", "{\"public\":true}")))
                .isEqualTo("NoSuchBucket");
        assertThat(Wire.code(ada.delete("/bucket/b"))).isEqualTo("NoSuchBucket");
        assertThat(message(ada.delete("/object/b/x"))).isEqualTo("Access denied");
        assertThat(json.send("DELETE", "/object/b", "{\"prefixes\":[\"x\"]}").text())
                .isEqualTo("[]");
        assertThat(Wire.code(ada.post("/object/move", pair("x", "y")))).isEqualTo("NoSuchKey");
        assertThat(Wire.code(ada.post("/object/copy", pair("x", "y")))).isEqualTo("NoSuchKey");
        assertThat(Wire.code(ada.post("/object/sign/b/x", "{\"expiresIn\":60}")))
                .isEqualTo("NoSuchKey");
        assertThat(service.get("/object/b/x").text()).isEqualTo("1");
    }

    @Test
    void inTheOwnFolderEverythingWorksAndNothingLeavesIt(LocalPlatform platform) {
        platform.project().addPolicy(Policy.all("b", "authenticated", "{uid}/**"));

        assertThat(ada.upload("b/" + ADA + "/new", "2").status()).isEqualTo(200);
        assertThat(ada.get("/object/b/" + ADA + "/mine").text()).isEqualTo("1");
        assertThat(ada.post("/object/move", pair(ADA + "/new", ADA + "/newer")).status())
                .isEqualTo(200);
        assertThat(ada.post("/object/copy", pair(ADA + "/newer", ADA + "/copy")).status())
                .isEqualTo(200);
        assertThat(ada.delete("/object/b/" + ADA + "/copy").status()).isEqualTo(200);
        assertThat(Wire.code(ada.upload("b/elsewhere", "1"))).isEqualTo("AccessDenied");
        assertThat(Wire.code(ada.post("/object/move", pair(ADA + "/newer", "out"))))
                .isEqualTo("AccessDenied");
        assertThat(Wire.code(ada.post("/object/copy", pair(ADA + "/newer", "out"))))
                .isEqualTo("AccessDenied");
    }

    @Test
    void whoMayOnlySelectReadsListsAndSigns(LocalPlatform platform) {
        platform.project().addPolicy(new Policy("b", "authenticated", Set.of(Policy.Operation.SELECT), "**"));

        assertThat(ada.get("/object/b/x").text()).isEqualTo("1");
        assertThat(ada.get("/object/info/b/x").status()).isEqualTo(200);
        assertThat(Wire.tree(ada.post("/object/list/b", "{\"prefix\":\"\"}"))).hasSize(2);
        assertThat(ada.post("/object/sign/b/x", "{\"expiresIn\":60}").status()).isEqualTo(200);
        assertThat(message(ada.delete("/object/b/x"))).isEqualTo("Access denied");
    }

    @Test
    void anUpsertNeedsMoreThanAnUpload(LocalPlatform platform) {
        platform.project().addPolicy(new Policy("b", "authenticated", Set.of(Policy.Operation.INSERT), "**"));

        assertThat(ada.upload("b/new", "1").status()).isEqualTo(200);
        assertThat(Wire.code(ada.with("x-upsert", "true").upload("b/other", "1")))
                .isEqualTo("AccessDenied");
        assertThat(Wire.code(ada.get("/object/b/new"))).isEqualTo("NoSuchKey");
    }

    private static String pair(String from, String to) {
        return "{\"bucketId\":\"b\",\"sourceKey\":\"" + from + "\",\"destinationKey\":\"" + to + "\"}";
    }

    private static String message(RawHttp.Answer answer) {
        return Wire.tree(answer).path("message").asText();
    }
}
