using System.Globalization;
using System.Security.Cryptography;
using Cendra.Domain.Time;
using Microsoft.AspNetCore.DataProtection;

namespace Cendra.Server.Guests;

/// <summary>
/// The hidden field of a tap: sealed, bound to one link, good for half a day. It proves that the page was shown and its button pressed; a scanner that sends an empty form to whatever it
/// finds does nothing with it. It needs no cookie, because links in messages are opened in browsers inside messengers that keep none, and nobody may stay outside for that.
/// </summary>
public sealed class GuestTapSeal(IDataProtectionProvider protection, StayClock clock)
{
    /// <summary>Name of the field.</summary>
    public const string Field = "tap";

    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(12);
    private readonly IDataProtector _protector = protection.CreateProtector("Cendra.GuestTap.v1");

    /// <summary>A seal for the page of this link, as it is shown now.</summary>
    public string Make(Guid linkId) => _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{linkId:N}|{clock.GetUtcNow().UtcTicks}"));

    /// <summary>Was this link's page shown with it, not longer ago than it is good for?</summary>
    public bool Holds(string? seal, Guid linkId)
    {
        if (string.IsNullOrEmpty(seal))
        {
            return false;
        }

        try
        {
            return _protector.Unprotect(seal).Split('|') is [var link, var ticks] && link == linkId.ToString("N")
                && clock.GetUtcNow().UtcTicks - long.Parse(ticks, CultureInfo.InvariantCulture) is >= 0 and var age && age <= GoodFor.Ticks;
        }
        catch (CryptographicException)
        {
            return false; // Nobody here sealed it.
        }
    }
}
