package dev.plinth.testkit.iceberg;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Secret;
import dev.plinth.testkit.LocalPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Types;

/** A platform with an analytics bucket, and Iceberg's own client of its catalog. */
final class Warehouse implements AutoCloseable {

    static final Namespace WEB = Namespace.of("web");
    static final TableIdentifier VISITS = TableIdentifier.of(WEB, "visits");
    static final Schema SCHEMA = new Schema(
            Types.NestedField.required(1, "id", Types.LongType.get()),
            Types.NestedField.optional(2, "page", Types.StringType.get()));

    final LocalPlatform platform;
    final Project project;
    final RESTCatalog catalog = new RESTCatalog();

    private Warehouse(LocalPlatform platform, Project project) {
        this.platform = platform;
        this.project = project;
    }

    static Warehouse open() {
        LocalPlatform platform =
                LocalPlatform.builder().set("ICEBERG_ENABLED", "true").start();
        Project project = Project.connect(platform.projectUrl(), ApiKey.of(platform.serviceKey()));
        Warehouse warehouse = new Warehouse(platform, project);
        project.analytics().create("sales");
        warehouse.catalog.initialize("sales", warehouse.properties());
        return warehouse;
    }

    Map<String, String> properties() {
        return project.analytics()
                .catalogProperties("sales", platform.s3AccessKeyId(), Secret.of(platform.s3SecretAccessKey()));
    }

    /** The keys of all files of the bucket's tables, as S3 lists them. */
    List<String> files() {
        try (S3FileIO io = new S3FileIO()) {
            io.initialize(properties());
            List<String> keys = new ArrayList<>();
            io.listPrefix("s3://sales--table-s3/")
                    .forEach(file -> keys.add(file.location().substring("s3://sales--table-s3/".length())));
            return keys;
        }
    }

    @Override
    public void close() throws Exception {
        catalog.close();
        project.close();
        platform.close();
    }
}
