using Cendra.Simulator.Locks;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;
using NodaTime;

namespace Cendra.Simulator.Seam;

/// <summary>Checks what create and update ask for. Every method answers null when all is well.</summary>
internal static class CodeRequest
{
    private const string BothTimes = "Both starts_at and ends_at must be provided if one is";

    /// <summary>The longest hourly algoPIN, from Seam's igloohome guide.</summary>
    private static readonly TimeSpan LongestOffline = TimeSpan.FromHours(672);

    /// <summary>The longest daily algoPIN; it needs max_time_rounding of a day.</summary>
    private static readonly TimeSpan LongestDaily = TimeSpan.FromDays(367);

    /// <summary>Both or neither; end after start and in the future (Seam's words for ends_at).</summary>
    public static SimResponse? BadTimes(WireArguments arguments, DateTimeOffset nowUtc)
    {
        foreach (var field in new[] { "starts_at", "ends_at" })
        {
            if (arguments.Has(field) && arguments.Time(field) is null)
            {
                return SeamErrors.BadTime(field);
            }
        }

        if (arguments.Has("starts_at") != arguments.Has("ends_at"))
        {
            return SeamErrors.Invalid(BothTimes);
        }

        return BadFrame(arguments.Time("starts_at"), arguments.Time("ends_at"), nowUtc);
    }

    public static SimResponse? BadFrame(DateTimeOffset? startsAtUtc, DateTimeOffset? endsAtUtc, DateTimeOffset nowUtc)
    {
        if (endsAtUtc <= startsAtUtc)
        {
            return SeamErrors.Invalid("ends_at must be after starts_at", "ends_at", "Must be after starts_at");
        }

        return endsAtUtc <= nowUtc ? SeamErrors.Invalid("ends_at must be in the future", "ends_at", "Must be in the future") : null;
    }

    public static SimResponse? BadDigits(string digits, DoorState door)
    {
        if (digits.Length is < 4 or > 12 || digits.Any(digit => !char.IsAsciiDigit(digit)))
        {
            return SeamErrors.Invalid("Invalid for \"code\"", "code", "Invalid");
        }

        if (door.Options.Constraints.Contains(CodeConstraints.CannotSpecifyPinCode))
        {
            return SeamErrors.Invalid("PIN code cannot be specified for this device", "code", "Cannot be specified");
        }

        return CodeConstraints.Violation(digits, door.Options) is { } wrong ? SeamErrors.Invalid(wrong, "code", wrong) : null;
    }

    /// <summary>Offline locks take offline, time-bound codes only, and the other way round.</summary>
    public static SimResponse? BadKind(WireArguments arguments, DoorState door)
    {
        var wantsOffline = arguments.Flag("is_offline_access_code") || arguments.Flag("use_offline_access_code");
        var isOffline = door.Options.Behaviour == LockBehaviour.OfflineCode;
        if (isOffline != wantsOffline)
        {
            var text = isOffline ? "This device only supports offline access codes" : "This device does not support offline access codes";
            return SeamErrors.Invalid(text, "is_offline_access_code", text);
        }

        if (isOffline && !arguments.Has("ends_at"))
        {
            return SeamErrors.Invalid("Offline access codes must be time bound", "ends_at", "Required");
        }

        return arguments.Text("max_time_rounding") is null or "1hour" or "1h" or "1day" or "1d"
            ? null
            : SeamErrors.Invalid("Invalid for \"max_time_rounding\"", "max_time_rounding", "Invalid");
    }

    /// <summary>start_date_in_future (Kwikset): the start must still be to come.</summary>
    public static SimResponse? BadStart(DateTimeOffset? startsAtUtc, DoorState door, DateTimeOffset nowUtc) =>
        startsAtUtc <= nowUtc && door.Options.Constraints.Contains("start_date_in_future")
            ? SeamErrors.Invalid("starts_at must be in the future for this device", "starts_at", "Must be in the future")
            : null;

    /// <summary>igloohome's hourly PINs: whole hours of the lock's zone, rounded outward (the default max_time_rounding is one hour), 1 to 672 h.</summary>
    public static SimResponse? RoundToHours(DoorState door, string? rounding, ref DateTimeOffset startsAtUtc, ref DateTimeOffset endsAtUtc)
    {
        startsAtUtc = OnTheHour(startsAtUtc, door, up: false);
        endsAtUtc = OnTheHour(endsAtUtc, door, up: true);
        var isDaily = rounding is "1day" or "1d" && endsAtUtc - startsAtUtc <= LongestDaily;
        return endsAtUtc - startsAtUtc > LongestOffline && !isDaily
            ? SeamErrors.Invalid("Time frame does not match any of the device's offline_time_frame_options")
            : null;
    }

    private static DateTimeOffset OnTheHour(DateTimeOffset instantUtc, DoorState door, bool up)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(door.Options.TimeZone ?? "") ?? DateTimeZone.Utc;
        var offset = zone.GetUtcOffset(Instant.FromDateTimeOffset(instantUtc)).Ticks;
        var past = (instantUtc.UtcTicks + offset) % TimeSpan.TicksPerHour;
        var floor = instantUtc.AddTicks(-past);
        return up && past > 0 ? floor.AddHours(1) : floor;
    }
}
