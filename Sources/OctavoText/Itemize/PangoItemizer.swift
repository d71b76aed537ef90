final class PangoItemizer { init(_ fonts: PangoFonts) {} }
