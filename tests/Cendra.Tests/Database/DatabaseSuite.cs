using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit;

namespace Cendra.Tests.Database;

/// <summary>What every one of the three databases must do alike. Each test has a database of its own.</summary>
public abstract class DatabaseSuite(DatabaseProvider provider)
{
    [DatabaseFact]
    public async Task Every_kind_of_row_comes_back_as_it_was_saved()
    {
        await using var world = await CreateAsync();
        await using var db = world.Open();
        FilledRows.AddTo(db, world);
        await db.SaveChangesAsync();

        var kinds = db.Model.GetEntityTypes().Where(t => !t.IsOwned()).ToList();
        var saved = db.ChangeTracker.Entries().ToList();
        Assert.Equal(kinds.Select(k => k.Name).Order(), saved.Where(e => !e.Metadata.IsOwned()).Select(e => e.Metadata.Name).Distinct().Order());
        await using var other = world.Open();
        foreach (var entry in saved.Where(e => !e.Metadata.IsOwned()))
        {
            var read = await other.FindAsync(entry.Metadata.ClrType, [.. entry.Metadata.FindPrimaryKey()!.Properties.Select(p => entry.Property(p.Name).CurrentValue)]);
            Assert.True(read is not null, $"{entry.Metadata.Name} did not come back.");
            AssertSame(entry, other.Entry(read));
        }

        Assert.Empty((await world.VerifyAsync()).Problems);
    }

    [DatabaseFact]
    public async Task Instants_come_back_in_utc_to_the_microsecond_and_in_order()
    {
        await using var world = await CreateAsync();
        var first = new DateTimeOffset(2026, 6, 1, 10, 0, 0, TimeSpan.FromHours(2)).AddTicks(1_234_567);
        var stays = new[] { first, first.AddMicroseconds(1), first.AddMicroseconds(2) }.Reverse().Select(due =>
        {
            var stay = world.Rows.Stay(world.Rows.Reservation(), property: null);
            stay.DueAtUtc = due;
            return stay;
        });
        await world.SaveAsync([.. stays]);

        await using var db = world.Open();
        var read = await db.Stays.OrderBy(s => s.DueAtUtc).Select(s => s.DueAtUtc!.Value).ToListAsync();
        var cut = Instants.ToMicroseconds(first);
        Assert.Equal([cut, cut.AddMicroseconds(1), cut.AddMicroseconds(2)], read);
        Assert.All(read, r => Assert.Equal(TimeSpan.Zero, r.Offset));
        Assert.Equal(1, await db.Stays.CountAsync(s => s.DueAtUtc < read[1]));
        Assert.Equal(2, await db.Stays.CountAsync(s => s.DueAtUtc <= read[1]));
    }

    [DatabaseFact]
    public async Task A_change_raises_the_version_and_a_stale_one_is_refused()
    {
        await using var world = await CreateAsync();
        await world.SaveAsync(world.Rows.Property());
        await using var mine = world.Open();
        await using var theirs = world.Open();
        var a = await mine.Properties.SingleAsync();
        var b = await theirs.Properties.SingleAsync();
        a.GraceMinutes = 45;
        await mine.SaveChangesAsync();
        Assert.Equal(1, a.Version);
        b.GraceMinutes = 10;
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => theirs.SaveChangesAsync());
        await mine.SaveChangesAsync();
        Assert.Equal(1, a.Version);

        await using var db = world.Open();
        Assert.Equal((45, 1), await GraceAndVersionAsync(db));
    }

    [DatabaseFact]
    public async Task A_claim_by_version_has_one_winner()
    {
        await using var world = await CreateAsync();
        var house = world.Rows.House();
        await world.SaveAsync(house.All);
        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using var db = world.Open();
            var owner = world.Ids.Next();
            return await db.SmartLocks.Where(l => l.Id == house.Lock.Id && l.Version == 0)
                .ExecuteUpdateAsync(s => s.SetProperty(l => l.LeaseOwner, owner).SetProperty(l => l.Version, l => l.Version + 1));
        })));
        Assert.Equal(1, won.Sum());
    }

    [DatabaseFact]
    public async Task A_persons_scope_holds_in_every_query()
    {
        await using var world = await CreateAsync();
        var (seen, hidden) = (world.Rows.House("seen"), world.Rows.House("hidden"));
        await world.SaveAsync([.. seen.All, .. hidden.All, world.Rows.Stay(world.Rows.Reservation(), property: null)]);

        await using var db = world.Open();
        Assert.Equal((2, 3, 2), await CountsAsync(db, PropertyScope.All));
        Assert.Equal((0, 0, 0), await CountsAsync(db, PropertyScope.Some([])));
        var some = PropertyScope.Some([seen.Property.Id]);
        Assert.Equal((1, 1, 1), await CountsAsync(db, some));
        Assert.Equal(seen.Property.Id, (await some.Of(db.Properties).SingleAsync()).Id);
        Assert.Equal(seen.Stay.Id, (await some.Of(db.Stays).SingleAsync()).Id);
        Assert.Equal(seen.Lock.Id, (await some.Of(db.SmartLocks, db.DoorUses).SingleAsync()).Id);
    }

    private static async Task<(int Grace, int Version)> GraceAndVersionAsync(CendraDbContext db)
    {
        var property = await db.Properties.AsNoTracking().SingleAsync();
        return (property.GraceMinutes, property.Version);
    }

    private static async Task<(int Properties, int Stays, int Locks)> CountsAsync(CendraDbContext db, PropertyScope scope) =>
        (await scope.Of(db.Properties).CountAsync(), await scope.Of(db.Stays).CountAsync(), await scope.Of(db.SmartLocks, db.DoorUses).CountAsync());

    private static void AssertSame(EntityEntry saved, EntityEntry read)
    {
        foreach (var property in saved.Metadata.GetProperties())
        {
            var (expected, actual) = (Stored(saved.Property(property.Name).CurrentValue), read.Property(property.Name).CurrentValue);
            Assert.True(Equal(property, expected, actual), $"{saved.Metadata.Name}.{property.Name} was saved as {expected} and came back as {actual}.");
        }

        foreach (var owned in saved.References.Where(r => r.Metadata.TargetEntityType.IsOwned() && r.TargetEntry is not null))
        {
            AssertSame(owned.TargetEntry!, read.Reference(owned.Metadata.Name).TargetEntry!);
        }
    }

    private static object? Stored(object? value) => value is DateTimeOffset instant ? Instants.ToMicroseconds(instant) : value;

    private static bool Equal(IProperty property, object? expected, object? actual) => (expected, actual) switch
    {
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        (IEnumerable<string> a, IEnumerable<string> b) when property.ClrType != typeof(string) => a.SequenceEqual(b),
        (DateTimeOffset a, DateTimeOffset b) => a.EqualsExact(b),
        _ => Equals(expected, actual),
    };

    private Task<TestDatabase> CreateAsync() => TestDatabase.CreateAsync(provider);
}
