using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddGuestPageAndPromises : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ReadByProgramUtc",
                table: "StayPins",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Ways",
                table: "HostContacts",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SnoozedUntilUtc",
                table: "Escalations",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RedactedUtc",
                table: "Deliveries",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Commitments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StayId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MessageId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PromisedBy = table.Column<int>(type: "int", nullable: false),
                    PromisedByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    What = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    TimeLocal = table.Column<TimeOnly>(type: "time", nullable: true),
                    MomentUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    DedupeKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<int>(type: "int", nullable: false),
                    SettledUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    DueAtUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    CreatedUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Commitments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Commitments_Messages_MessageId",
                        column: x => x.MessageId,
                        principalTable: "Messages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Commitments_Stays_StayId",
                        column: x => x.StayId,
                        principalTable: "Stays",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GuestLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StayId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    GuestVersion = table.Column<int>(type: "int", nullable: false),
                    AddressHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TokenHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CreatedUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Views = table.Column<int>(type: "int", nullable: false),
                    LastViewedUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    LineUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Lines = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GuestLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_GuestLinks_Stays_StayId",
                        column: x => x.StayId,
                        principalTable: "Stays",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PropertyMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PropertyId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IsOn = table.Column<bool>(type: "bit", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PropertyMessages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PropertyMessages_Properties_PropertyId",
                        column: x => x.PropertyId,
                        principalTable: "Properties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PropertyTexts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PropertyId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Language = table.Column<string>(type: "nvarchar(35)", maxLength: 35, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Body = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    ChangedUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PropertyTexts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PropertyTexts_Properties_PropertyId",
                        column: x => x.PropertyId,
                        principalTable: "Properties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_DedupeKey",
                table: "Commitments",
                column: "DedupeKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_DueAtUtc",
                table: "Commitments",
                column: "DueAtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_MessageId",
                table: "Commitments",
                column: "MessageId");

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_StayId",
                table: "Commitments",
                column: "StayId");

            migrationBuilder.CreateIndex(
                name: "IX_GuestLinks_StayId_GuestVersion_AddressHash",
                table: "GuestLinks",
                columns: new[] { "StayId", "GuestVersion", "AddressHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GuestLinks_TokenHash",
                table: "GuestLinks",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PropertyMessages_PropertyId_Kind",
                table: "PropertyMessages",
                columns: new[] { "PropertyId", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PropertyTexts_PropertyId_Kind_Language",
                table: "PropertyTexts",
                columns: new[] { "PropertyId", "Kind", "Language" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Commitments");

            migrationBuilder.DropTable(
                name: "GuestLinks");

            migrationBuilder.DropTable(
                name: "PropertyMessages");

            migrationBuilder.DropTable(
                name: "PropertyTexts");

            migrationBuilder.DropColumn(
                name: "ReadByProgramUtc",
                table: "StayPins");

            migrationBuilder.DropColumn(
                name: "Ways",
                table: "HostContacts");

            migrationBuilder.DropColumn(
                name: "SnoozedUntilUtc",
                table: "Escalations");

            migrationBuilder.DropColumn(
                name: "RedactedUtc",
                table: "Deliveries");
        }
    }
}
