using System.Security.Cryptography;
using System.Text;
using Cendra.Lifecycle.Said;

namespace Cendra.Tests.Said;

/// <summary>What holds for the guest of the written texts, and a keyed hash of this house.</summary>
internal static class SaidHouse
{
    public const string Own = "482913";

    public static readonly IReadOnlyList<string> Others = ["739105", "5028", "61830472"];

    public static readonly SaidFacts Facts = new()
    {
        CheckIn = new TimeOnly(16, 0), CheckOut = new TimeOnly(11, 0), CodeUntil = new TimeOnly(11, 30),
        OwnPins = new HashSet<string> { Hash(Own) }, OtherPins = Others.Select(Hash).ToHashSet(),
        OwnNames = ["Casa Born", "Carrer de la Princesa 21", "Barcelona", "Street door", "Flat 3-2"],
        OtherPlaces = ["Casa Sol", "Loft Mar", "Olot 7"], OtherDoors = ["Attic", "Gartenhaus West", "Puerta azul", "Street door", "Front door"],
    };

    public static string Hash(string digits) => Convert.ToHexStringLower(HMACSHA256.HashData("the key of this house"u8, Encoding.ASCII.GetBytes(digits)));

    /// <summary>What contradicts, as the check finds it.</summary>
    public static IReadOnlyList<SaidFinding> Of(string text)
    {
        var said = SaidText.Of(text);
        return SaidCheck.Of(said, SpokenCodes.Of(said, Hash), Facts);
    }
}
