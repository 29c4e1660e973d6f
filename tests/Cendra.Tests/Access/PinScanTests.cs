using System.Text;
using Cendra.Tests.World;
using Xunit;

namespace Cendra.Tests.Access;

/// <summary>The scan finds what it is to find; and the database does not hold it.</summary>
public sealed class PinScanTests
{
    private const string Digits = "482913";

    public static TheoryData<string> Planted() =>
    [
        "the code is 482913.", "4 8 2 9 1 3", "4-8-2-9-1-3", "482 913", "482-913", "319284", "3 1 9 2 8 4", "٤٨٢٩١٣", "４８２９１３",
        Convert.ToHexString(Encoding.ASCII.GetBytes(Digits)), Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Digits)),
        Convert.ToHexString(Encoding.Unicode.GetBytes(Digits)), Convert.ToHexStringLower(Encoding.Unicode.GetBytes(Digits)),
        Base64("" + Digits), Base64("a" + Digits), Base64("ab" + Digits), Base64("abc" + Digits + "d"), Base64("a" + Digits + "bcd"), Base64("{\"pin\":\"" + Digits + "\"}"),
        Convert.ToBase64String(Encoding.Unicode.GetBytes("ab" + Digits)),
    ];

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_planted_pin_is_found_in_every_dress(string text)
    {
        Assert.NotEmpty(new PinScan(Digits).Find(text));
        Assert.NotEmpty(new PinScan(Digits).Find(Encoding.Unicode.GetBytes(text)));
        Assert.ThrowsAny<Exception>(() => new PinScan(Digits).AssertAbsentFromTexts(["harmless", text]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("482914 and 48291")]
    [InlineData("2026-06-01T08:00:00Z")]
    public void What_is_not_the_pin_is_left_alone(string text) => Assert.Empty(new PinScan(Digits).Find(text));

    [Fact]
    public async Task A_pin_planted_in_the_database_is_found_in_its_journal_before_it_reaches_the_file()
    {
        await using var world = await TestDatabase.CreateAsync();
        await using var db = world.Open();
        var property = world.Rows.Property();
        property.Steps.Add(property.OnTheWay($"The code is {Digits}"));
        db.Add(property);
        await db.SaveChangesAsync();
        Assert.True(File.Exists(world.File + "-wal"));
        Assert.ThrowsAny<Exception>(() => new PinScan(Digits).AssertAbsentFromFiles(world.File));
    }

    [Fact]
    public async Task Digits_stand_neither_in_the_database_file_nor_in_its_journal_nor_beside_the_keys()
    {
        await using var world = await TestDatabase.CreateAsync();
        var house = world.Rows.House(digits: Digits);
        await world.SaveAsync([.. house.All, world.Rows.Hold(house.Lock, house.Stay, Digits)]);
        Assert.Equal(Digits, world.Vault.Reveal(house.Pin.Sealed!));
        new PinScan(Digits).AssertAbsentFromFiles(world.File, world.KeysFolder);
        await world.SqlAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        new PinScan(Digits).AssertAbsentFromFiles(world.DataFolder, world.KeysFolder);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
