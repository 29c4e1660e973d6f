using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;

namespace Cendra.Tests.World;

/// <summary>Steps of the way in as a host would write them; a test adds them to its property or to its database.</summary>
internal static class WrittenSteps
{
    /// <summary>A step on the way from the street.</summary>
    public static EntryStep OnTheWay(this Property property, string words, int position = 1, string ifItFails = "", Guid? photo = null) =>
        new() { Id = Of(property.Id, position), PropertyId = property.Id, Position = position, Words = words, IfItFails = ifItFails, PhotoId = photo };

    /// <summary>A step at a door.</summary>
    public static EntryStep At(this Property property, DoorUse door, string typing, int position = 1, string words = "", string ifItFails = "", Guid? photo = null) =>
        new() { Id = Of(door.Id, position), PropertyId = property.Id, DoorId = door.Id, Position = position, Words = words, Typing = typing, IfItFails = ifItFails, PhotoId = photo };

    /// <summary>Another one for each place and position, and the same one each time.</summary>
    private static Guid Of(Guid place, int position)
    {
        var bytes = place.ToByteArray();
        bytes[7] ^= (byte)position;
        return new Guid(bytes);
    }
}
