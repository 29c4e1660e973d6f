namespace Cendra.Domain.Access;

/// <summary>How digits that somebody typed differ from a PIN. Says nothing of the digits themselves.</summary>
public enum Mistype
{
    /// <summary>They are the PIN.</summary>
    None = 0,

    /// <summary>Two digits beside each other stand the wrong way round.</summary>
    Swapped = 1,

    /// <summary>One digit is another one.</summary>
    OneOther = 2,

    /// <summary>One digit is missing.</summary>
    OneMissing = 3,

    /// <summary>There is one digit too many.</summary>
    OneTooMany = 4,

    /// <summary>They are other digits.</summary>
    Other = 5,
}

/// <summary>Compares digits. Pure.</summary>
public static class Mistypes
{
    /// <summary>How <paramref name="typed"/> differs from <paramref name="pin"/>; the smallest difference counts.</summary>
    public static Mistype Of(string pin, string typed) => (typed.Length - pin.Length) switch
    {
        0 => OfSameLength(pin, typed),
        -1 => IsWithoutOne(pin, typed) ? Mistype.OneMissing : Mistype.Other,
        1 => IsWithoutOne(typed, pin) ? Mistype.OneTooMany : Mistype.Other,
        _ => Mistype.Other,
    };

    private static Mistype OfSameLength(string pin, string typed)
    {
        var wrong = Enumerable.Range(0, pin.Length).Where(i => pin[i] != typed[i]).ToList();
        return wrong switch
        {
            [] => Mistype.None,
            [_] => Mistype.OneOther,
            [var first, var second] when second == first + 1 && pin[first] == typed[second] && pin[second] == typed[first] => Mistype.Swapped,
            _ => Mistype.Other,
        };
    }

    /// <summary>The shorter one is the longer one without one of its digits.</summary>
    private static bool IsWithoutOne(string longer, string shorter)
    {
        var same = Enumerable.Range(0, shorter.Length).TakeWhile(i => longer[i] == shorter[i]).Count();
        return longer[(same + 1)..] == shorter[same..];
    }
}
