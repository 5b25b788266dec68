package dev.plinth.examples.shop;

import dev.plinth.Project;
import dev.plinth.auth.User;
import dev.plinth.auth.Users;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For users with the role {@code admin} in their {@code app_metadata.roles}. */
@RestController
class AdminController {
    private final Users users;

    AdminController(Project project) {
        this.users = project.users();
    }

    @GetMapping("/admin/users")
    List<User> users(@RequestParam(name = "limit", defaultValue = "50") int limit) {
        return users.list().stream().limit(limit).toList();
    }
}
