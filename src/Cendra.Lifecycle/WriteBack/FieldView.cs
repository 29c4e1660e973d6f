using Cendra.Domain.Access;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Orders;

namespace Cendra.Lifecycle.WriteBack;

/// <summary>Whose the content of a field is.</summary>
public enum FieldContent
{
    /// <summary>Nothing stands there.</summary>
    Empty,

    /// <summary>The stay's code as it is.</summary>
    Current,

    /// <summary>A code that this stay had before.</summary>
    Former,

    /// <summary>Something that Cendra did not write: a person did.</summary>
    Foreign,
}

/// <summary>What a field holds, seen from the stay: by keyed hash alone. Pure.</summary>
/// <param name="Content">Whose it is.</param>
/// <param name="Hash">Keyed hash of the digits; a word where it holds no digits; empty = nothing.</param>
/// <param name="Pin">Which of the stay's codes it is; null = none.</param>
public sealed record FieldView(FieldContent Content, string Hash, StayPin? Pin)
{
    /// <summary>Stands for a content that is no PIN.</summary>
    public const string NoDigits = "no-digits";

    /// <summary>Looks.</summary>
    public static FieldView Of(FieldReading? reading, Stay stay, StayPin? current, PinVault vault)
    {
        var text = TypedPin.Clean(reading?.Text ?? "");
        if (text.Length == 0)
        {
            return new FieldView(FieldContent.Empty, "", null);
        }

        if (text.Length is < 4 or > 20 || !text.All(char.IsAsciiDigit))
        {
            return new FieldView(FieldContent.Foreign, NoDigits, null);
        }

        var hash = vault.Hash(text);
        var pin = stay.Pins.Where(p => p.Sealed?.Hash == hash).MaxBy(p => p.PinVersion);
        return new FieldView(pin is null ? FieldContent.Foreign : pin == current ? FieldContent.Current : FieldContent.Former, hash, pin);
    }
}
