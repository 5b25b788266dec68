package dev.plinth.testkit.internal.services;

import dev.plinth.testkit.internal.auth.AuthService;
import dev.plinth.testkit.internal.auth.model.AuthSettings;
import dev.plinth.testkit.internal.config.Setting;
import dev.plinth.testkit.internal.control.ControlPlane;
import dev.plinth.testkit.internal.control.ControlSettings;
import dev.plinth.testkit.internal.http.HttpServer.HttpSettings;
import dev.plinth.testkit.internal.local.LocalGuard;
import dev.plinth.testkit.internal.local.LocalTools;
import dev.plinth.testkit.internal.platform.PlatformRuntime;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.platform.Service;
import dev.plinth.testkit.internal.platform.Services;
import dev.plinth.testkit.internal.s3.S3Service;
import dev.plinth.testkit.internal.s3.S3Settings;
import dev.plinth.testkit.internal.storage.StorageService;
import dev.plinth.testkit.internal.storage.StorageSettings;
import dev.plinth.testkit.internal.tus.TusServer;
import dev.plinth.testkit.internal.vectors.VectorRoutes;
import java.util.ArrayList;
import java.util.List;

/** All services of LocalPlatform. */
public final class AllServices implements Services {
    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> all = new ArrayList<>();
        all.addAll(StorageSettings.ALL);
        all.addAll(S3Settings.ALL);
        all.addAll(AuthSettings.ALL);
        all.addAll(ControlSettings.ALL);
        all.addAll(HttpSettings.ALL);
        all.addAll(LocalGuard.SETTINGS);
        return all;
    }

    @Override
    public List<Service> ofProject(ProjectContext context, PlatformRuntime runtime) {
        StorageService storage = new StorageService(context, List.of(TusServer::new, VectorRoutes::new));
        return List.of(
                storage, new S3Service(context, storage), new AuthService(context), new LocalTools(context, runtime));
    }

    @Override
    public List<Service> ofPlatform(ProjectContext context, PlatformRuntime runtime) {
        return List.of(
                AuthService.ofPlatform(context), new ControlPlane(context, runtime), new LocalTools(context, runtime));
    }
}
