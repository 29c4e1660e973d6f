using System.Collections.Frozen;

namespace Cendra.Lifecycle.Webhooks;

/// <summary>
/// Names under which Seam and the property management systems send door codes, in whatever spelling: case, underscores, dashes, dots and spaces do not count.
/// </summary>
internal static class CodeFields
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "code", "codes", "pin", "pins", "pincode", "pincodes", "doorcode", "doorcodes", "doorpin", "keycode", "keycodes", "passcode", "passcodes", "lockcode",
        "lockcodes", "lockpin", "generatedcode", "entrycode", "entrycodes", "gatecode", "keypadcode", "lockboxcode", "smartlockcode", "unlockcode");

    // Seam's own objects have these names: what stands in them is looked at, a bare value is a code.
    private static readonly FrozenSet<string> Containers = FrozenSet.Create(StringComparer.Ordinal, "accesscode", "accesscodes", "backupaccesscode");

    private static readonly FrozenSet<string> ChangeNames = FrozenSet.Create(StringComparer.Ordinal, "property", "field", "name", "key", "label", "fieldname");

    private static readonly FrozenSet<string> ChangeValues = FrozenSet.Create(
        StringComparer.Ordinal, "from", "to", "value", "old", "new", "oldvalue", "newvalue", "before", "after", "previous", "current");

    public static bool IsCode(string field) => Names.Contains(Plain(field));

    public static bool IsContainer(string field) => Containers.Contains(Plain(field));

    /// <summary>A field that says which field a change record is about.</summary>
    public static bool NamesAField(string field) => ChangeNames.Contains(Plain(field));

    /// <summary>A field that holds a value in a change record.</summary>
    public static bool HoldsAValue(string field) => ChangeValues.Contains(Plain(field));

    private static string Plain(string field) => string.Concat(field.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
