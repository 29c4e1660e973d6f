using Cendra.Domain.Database;
using Microsoft.AspNetCore.Authorization;

namespace Cendra.Server.Security;

/// <summary>Who may do what, by name.</summary>
public static class HostPolicies
{
    /// <summary>Accounts, connections and jobs.</summary>
    public const string Owner = "Owner";

    /// <summary>Properties, stays and codes: owners and managers.</summary>
    public const string MayChange = "MayChange";

    /// <summary>Everything needs a signed-in person unless it says otherwise.</summary>
    public static void Configure(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        options.AddPolicy(Owner, policy => policy.RequireRole(HostRoles.Owner));
        options.AddPolicy(MayChange, policy => policy.RequireRole(HostRoles.Owner, HostRoles.Manager));
    }
}
