namespace Cendra.Agent;

/// <summary>One of the stays between which whoever writes may choose.</summary>
/// <param name="StayId">Which.</param>
/// <param name="Name">The property's name, as guests know it.</param>
/// <param name="TimeZoneId">Where it lies.</param>
/// <param name="From">The day of check-in on its calendar.</param>
/// <param name="Until">The day of check-out.</param>
public sealed record StayOption(Guid StayId, string Name, string TimeZoneId, DateOnly From, DateOnly Until);

/// <summary>What the guest is to say before they can be answered.</summary>
/// <param name="TimesAsked">How often they were asked.</param>
/// <param name="IsLate">All of this was written before they were asked last: it is no answer to that.</param>
public sealed record StayQuestion(int TimesAsked, bool IsLate);
