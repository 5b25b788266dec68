package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** {@code /admin/users/{id}/factors}, and the passkeys there are not. */
final class AdminFactors {
    private static final ParamSpec PARAMS =
            ParamSpec.of("adminUserUpdateFactorParams").strings("friendly_name", "factor_type", "phone");

    private final AuthCore core;
    private final AdminUsers users;

    AdminFactors(AuthCore core, AdminUsers users) {
        this.core = core;
        this.users = users;
    }

    void requireFactor(Call call) {
        FactorEndpoints.factor(call, users.user(call));
    }

    AuthReply list(Call call) {
        ArrayNode factors = JsonNodeFactory.instance.arrayNode();
        users.user(call).factors.forEach(factor -> factors.add(UserJson.factor(factor)));
        return AuthReply.ok(factors);
    }

    AuthReply update(Call call) {
        User user = users.user(call);
        Factor factor = FactorEndpoints.factor(call, user);
        Params params = PARAMS.read(call.request());
        String name = params.text("friendly_name");
        if (!name.isEmpty()) {
            if (user.factors.stream().anyMatch(other -> other != factor && other.friendlyName.equals(name))) {
                throw AuthError.panic("Unexpected failure, please check server logs for more information");
            }
            factor.friendlyName = name;
        }
        if (!params.text("phone").isEmpty() && factor.type.equals("phone")) {
            factor.phone = Accounts.validPhone(params.text("phone"));
        }
        factor.changed(core.stamp());
        core.audit().byAdmin(call, "factor_updated", Audit.traits(user).put("factor_id", factor.id.toString()));
        return AuthReply.ok(UserJson.factor(factor));
    }

    AuthReply remove(Call call) {
        User user = users.user(call);
        Factor factor = FactorEndpoints.factor(call, user);
        FactorEndpoints.removeFactor(factor);
        core.audit().byAdmin(call, "factor_deleted", Audit.traits(user).put("factor_id", factor.id.toString()));
        return AuthReply.ok(UserJson.factor(factor));
    }

    AuthReply passkeys(Call call) {
        return AuthReply.ok(JsonNodeFactory.instance.arrayNode());
    }
}
