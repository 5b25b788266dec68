package dev.plinth.examples.shop;

import dev.plinth.Project;
import dev.plinth.core.NotFoundException;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.Policy;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** What the shop needs in its project; on an embedded platform also a policy and an administrator. */
@Component
class ShopSetup implements ApplicationRunner {
    private static final String ADMIN = "admin@example.com";

    private final Project project;
    private final ObjectProvider<LocalPlatform> local;

    ShopSetup(Project project, ObjectProvider<LocalPlatform> local) {
        this.project = project;
        this.local = local;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        createBucket();
        local.ifAvailable(this::prepare);
    }

    private void createBucket() {
        try {
            project.buckets().get(AvatarController.BUCKET);
        } catch (NotFoundException e) {
            project.buckets().create(AvatarController.BUCKET);
        }
    }

    private void prepare(LocalPlatform platform) {
        // In a real project: policies of storage.objects that compare the first folder with auth.uid().
        platform.project().addPolicy(Policy.all(AvatarController.BUCKET, "authenticated", "{uid}/**"));
        if (project.users().findByEmail(ADMIN).isEmpty()) {
            project.users()
                    .create(u -> u.email(ADMIN).password("correct horse").appMetadata("roles", List.of("admin")));
        }
    }
}
