using System.Text.Json.Nodes;
using Cendra.Simulator.Locks;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Seam;

/// <summary>/connected_accounts and /workspaces: one account per brand that has a door.</summary>
internal sealed class AccountRoutes(World world)
{
    public SimResponse List(WireArguments arguments) => SeamAnswers.Page(
        "connected_accounts", [.. Brands()], brand => Write(brand), arguments, defaultLimit: 500);

    public SimResponse Workspace() => SeamAnswers.Ok(("workspace", new JsonObject
    {
        ["workspace_id"] = world.State.WorkspaceId,
        ["name"] = "Simulated workspace",
        ["company_name"] = "Simulated workspace",
        ["organization_id"] = null,
        ["publishable_key"] = "",
        ["created_at"] = WireTime.Write(world.State.CreatedAtUtc),
        ["is_sandbox"] = true,
        ["is_suspended"] = false,
        ["is_publishable_key_auth_enabled"] = false,
        ["connect_partner_name"] = null,
        ["connect_webview_customization"] = new JsonObject(),
    }));

    private IEnumerable<Brand> Brands() => world.State.Doors.Select(door => door.Options.Brand).Distinct();

    private JsonObject Write(Brand brand)
    {
        var door = world.State.Doors.First(one => one.Options.Brand == brand);
        return new JsonObject
        {
            ["connected_account_id"] = world.AccountOf(door),
            ["workspace_id"] = world.State.WorkspaceId,
            ["account_type"] = brand.Provider,
            ["account_type_display_name"] = brand.AccountType,
            ["display_name"] = brand.AccountType,
            ["created_at"] = WireTime.Write(world.State.CreatedAtUtc),
            ["user_identifier"] = new JsonObject { ["email"] = "owner@locks.example" },
            ["automatically_manage_new_devices"] = true,
            ["custom_metadata"] = new JsonObject(),
            ["accepted_capabilities"] = new JsonArray("lock"),
            ["errors"] = Problems.OfAccount(world, flagged: true),
            ["warnings"] = new JsonArray(),
        };
    }
}
