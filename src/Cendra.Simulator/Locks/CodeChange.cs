using System.Text.Json.Nodes;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Locks;

/// <summary>What an update does to the object and which events tell of it.</summary>
internal static class CodeChange
{
    /// <summary>Makes the asked values the code's own. On the lock Seam says *_changed, before that only changed.</summary>
    public static void Apply(World world, CodeState code, UpdateState update, bool onDevice)
    {
        var changes = Changes(code, update).ToList();
        code.Update = null;
        code.Name = update.Name ?? code.Name;
        code.Digits = update.Digits ?? code.Digits;
        if (update.ChangesTimes)
        {
            code.StartsAtUtc = update.StartsAtUtc;
            code.EndsAtUtc = update.EndsAtUtc;
        }

        foreach (var change in changes.Where(_ => onDevice))
        {
            world.EmitForCode(change.EventType, code, new JsonObject
            {
                ["description"] = change.Description,
                ["from"] = change.From.DeepClone(),
                ["to"] = change.To.DeepClone(),
            });
        }

        world.EmitForCode("access_code.changed", code, new JsonObject
        {
            ["change_reason"] = "requested through the API",
            ["changed_properties"] = WireJson.Array(changes.SelectMany(Properties)),
        });
    }

    /// <summary>The pending_mutations of an update that the lock does not hold yet.</summary>
    public static IEnumerable<JsonObject> Mutations(CodeState code, UpdateState update, bool withAge) => Changes(code, update).Select(change =>
    {
        var mutation = new JsonObject { ["mutation_code"] = change.Mutation };
        if (withAge)
        {
            mutation["created_at"] = WireTime.Write(update.AskedAtUtc);
            mutation["message"] = change.Progress;
        }

        mutation["from"] = change.From;
        mutation["to"] = change.To;
        return mutation;
    });

    private static IEnumerable<Change> Changes(CodeState code, UpdateState update)
    {
        if (update.Name is not null && update.Name != code.Name)
        {
            yield return new Change(
                "updating_name", "access_code.name_changed", "Name changed through the Seam API", "Name is being updated.",
                new JsonObject { ["name"] = code.Name }, new JsonObject { ["name"] = update.Name });
        }

        if (update.Digits is not null && update.Digits != code.Digits)
        {
            yield return new Change(
                "updating_code", "access_code.code_changed", "Code changed through the Seam API", "Code is being updated.",
                new JsonObject { ["code"] = code.Digits }, new JsonObject { ["code"] = update.Digits });
        }

        if (update.ChangesTimes && (update.StartsAtUtc != code.StartsAtUtc || update.EndsAtUtc != code.EndsAtUtc))
        {
            yield return new Change(
                "updating_time_frame", "access_code.time_frame_changed", "Time frame changed through the Seam API", "Time frame is being updated.",
                Times(code.StartsAtUtc, code.EndsAtUtc), Times(update.StartsAtUtc, update.EndsAtUtc));
        }
    }

    private static JsonObject Times(DateTimeOffset? startsAtUtc, DateTimeOffset? endsAtUtc) =>
        new() { ["starts_at"] = WireTime.Write(startsAtUtc), ["ends_at"] = WireTime.Write(endsAtUtc) };

    private static IEnumerable<JsonNode?> Properties(Change change) =>
        from property in change.From
        where property.Value?.ToJsonString() != change.To[property.Key]?.ToJsonString()
        select new JsonObject
        {
            ["property"] = property.Key,
            ["from"] = property.Value?.DeepClone(),
            ["to"] = change.To[property.Key]?.DeepClone(),
        };

    private sealed record Change(string Mutation, string EventType, string Description, string Progress, JsonObject From, JsonObject To);
}
