using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace Cendra.Tests.Database;

/// <summary>What hosts wrote of the way in before it had steps is there afterwards, and in lines again for whoever goes back.</summary>
public sealed class MovedStepsTests
{
    private const string Way = "Walk past the bakery.\nTake the stairs on the left.";
    private const string Typing = "Touch the keypad; type the code's digits";
    private const string Columns = "\"Id\", \"Name\", \"Address\", \"City\", \"TimeZoneId\", \"CheckInTime\", \"CheckOutTime\", \"GraceMinutes\", \"SendLeadMinutes\", \"MayTellCodeEarly\", \"OwnersGetCodes\", \"FallbackWords\", \"IsArchived\", \"CreatedUtc\", \"Version\"";
    private const string Values = "'Casa', '', '', 'Europe/Madrid', '15:00:00', '11:00:00', 30, 1440, 0, 1, '', 0, 0, 0";

    [Fact]
    public async Task Lines_become_steps_and_go_back_to_lines()
    {
        await using var world = await TestDatabase.CreateEmptyAsync();
        await ToAsync(world, "AddKnowledge");
        await world.SqlAsync($"""
            INSERT INTO "Properties" ({Columns}, "EntrySteps") VALUES ('00000000-0000-7000-8000-000000000001', {Values}, '{Way}'), ('00000000-0000-7000-8000-000000000002', {Values}, '');
            PRAGMA foreign_keys = 0;
            INSERT INTO "DoorUses" ("Id", "PropertyId", "LockId", "DoorName", "Role", "WalkingOrder", "TypingSteps") VALUES
                ('00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000021', 'Gate', 0, 1, '{Typing.Replace("'", "''", StringComparison.Ordinal)}'),
                ('00000000-0000-7000-8000-000000000012', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000022', 'Flat', 0, 2, '');
            """);
        await ToAsync(world, "MoveEntrySteps");
        await using (var db = world.Open())
        {
            var steps = await db.EntrySteps.OrderBy(s => s.DoorId).ToListAsync();
            var (property, door) = (new Guid("00000000-0000-7000-8000-000000000001"), new Guid("00000000-0000-7000-8000-000000000011"));
            Assert.Equal([(property, property, (Guid?)null, 1, Way, ""), (door, property, door, 1, "", Typing)], steps.Select(s => (s.Id, s.PropertyId, s.DoorId, s.Position, s.Words, s.Typing)));
            Assert.All(steps, s => Assert.Equal(("", null), (s.IfItFails, s.PhotoId)));
            db.Add(new Cendra.Domain.Knowledge.EntryStep { Id = world.Ids.Next(), PropertyId = property, DoorId = door, Position = 2, Words = "Then push", Typing = "the tick" });
            await db.SaveChangesAsync();
        }

        await ToAsync(world, "AddKnowledge");
        await using (var db = world.Open())
        {
            Assert.Equal([Way, ""], await db.Database.SqlQueryRaw<string>("SELECT \"EntrySteps\" AS \"Value\" FROM \"Properties\" ORDER BY \"Id\"").ToListAsync());
            Assert.Equal([$"{Typing}\nThen push\nthe tick", ""], await db.Database.SqlQueryRaw<string>("SELECT \"TypingSteps\" AS \"Value\" FROM \"DoorUses\" ORDER BY \"Id\"").ToListAsync());
        }

        await ToAsync(world, "MoveEntrySteps"); // And up once more: nothing stands in the way.
        await using var after = world.Open();
        Assert.Equal(2, await after.EntrySteps.CountAsync());
    }

    private static async Task ToAsync(TestDatabase world, string migration)
    {
        await using var db = world.Open();
        await db.GetService<IMigrator>().MigrateAsync(migration);
    }
}
